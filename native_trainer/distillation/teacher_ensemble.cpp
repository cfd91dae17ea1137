// A part of the work is a portion of one view's pictures: each is augmented once
// and shown to every teacher.
#include "native_trainer/distillation/teacher_ensemble.hpp"

#include <algorithm>

#include "core/base/half.hpp"
#include "core/image/network_input.hpp"
#include "core/learning/training/training_view.hpp"
#include "native_trainer/distillation/bank_fit.hpp"

namespace second_opinion {
namespace {

// Pictures of one forward pass. Products of other sizes may round otherwise, so the number is part
// of the result's last bits.
constexpr int kPortion = 32;

class TeacherEnsemble {
 public:
  TeacherEnsemble(const BankJob& job, const Dataset& data, const PartRunner& runner)
      : job_(job),
        data_(data),
        runner_(runner),
        views_(job.recipe.augmentation),
        workers_(static_cast<std::size_t>(runner.workers)) {
    for (Worker& worker : workers_) {
      worker.workspaces.resize(job.teachers.size());
      worker.right.resize(job.teachers.size() + 1);
    }
  }

  // The mean logits on one view: rows of ten, as float16, one per picture of the training part.
  void mean_logits(int view, std::span<std::uint16_t> rows) {
    const int images = static_cast<int>(job_.training_part.size());
    const TrainingView shown{job_.recipe.seed, view, view >= job_.views - job_.light_views};
    runner_.run((images + kPortion - 1) / kPortion, [&](int portion, int worker) {
      const int first = portion * kPortion, count = std::min(kPortion, images - first);
      const auto part =
          std::span(job_.training_part)
              .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
      run_portion(
          shown, part,
          rows.subspan(static_cast<std::size_t>(first) * kDigitCount, part.size() * kDigitCount),
          workers_[static_cast<std::size_t>(worker)]);
    });
  }

  // Right answers so far: per teacher, then of their mean.
  std::vector<std::int64_t> right() const {
    std::vector<std::int64_t> sum(job_.teachers.size() + 1);
    for (const Worker& worker : workers_)
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += worker.right[i];
    return sum;
  }

 private:
  struct Worker {
    std::vector<Workspace> workspaces;  // one per teacher
    Tensor pictures;
    Tensor input;
    std::vector<float> mean;
    std::vector<std::int64_t> right;  // per teacher, then of their mean
  };

  void run_portion(const TrainingView& view, std::span<const int> images,
                   std::span<std::uint16_t> rows, Worker& worker) {
    worker.pictures.resize({static_cast<int>(images.size()), kImageSide, kImageSide, 1});
    for (std::size_t i = 0; i < images.size(); ++i)
      views_.draw(
          data_, images[i], view,
          std::span<float, kImagePixels>(worker.pictures.data() + i * kImagePixels, kImagePixels));
    worker.mean.assign(rows.size(), 0.0f);
    for (std::size_t t = 0; t < job_.teachers.size(); ++t) {
      const WeightsFile& file = job_.teachers[t].file;
      worker.input.resize(worker.pictures.shape);
      std::copy(worker.pictures.values.begin(), worker.pictures.values.end(),
                worker.input.values.begin());
      prepare_network_input(worker.input.values, InkScale::kByte, file.input_mean,
                            file.input_deviation);
      const Tensor& logits = forward(file.network, worker.input, worker.workspaces[t]);
      const float share = 1 / (file.temperature * static_cast<float>(job_.teachers.size()));
      for (std::size_t i = 0; i < rows.size(); ++i) worker.mean[i] += logits.values[i] * share;
      worker.right[t] += count_right(logits.data(), images);
    }
    worker.right.back() += count_right(worker.mean.data(), images);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = float_to_half(worker.mean[i]);
  }

  std::int64_t count_right(const float* logits, std::span<const int> images) const {
    std::int64_t right = 0;
    for (const int image : images) {
      right += std::max_element(logits, logits + kDigitCount) - logits ==
               data_.labels[static_cast<std::size_t>(image)];
      logits += kDigitCount;
    }
    return right;
  }

  const BankJob& job_;
  const Dataset& data_;
  const PartRunner& runner_;
  PictureViews views_;
  std::vector<Worker> workers_;
};

}  // namespace

TeacherBank make_bank(const BankJob& job, const Dataset& data, const PartRunner& runner,
                      const AfterView& after_view) {
  TeacherBank bank;
  bank.subject = bank_subject(job.recipe.text, data_checksum(data), job.training_part);
  bank.seed = job.recipe.seed;
  bank.views = job.views;
  bank.light_views = job.light_views;
  const std::size_t row_count = job.training_part.size(), view_size = row_count * kDigitCount;
  bank.logits.resize(static_cast<std::size_t>(job.views) * view_size);
  bank.sample = sample_view(job.recipe.augmentation, data, job.training_part,
                            {bank.seed, 0, job.light_views == job.views});
  TeacherEnsemble ensemble(job, data, runner);
  std::int64_t before = 0;
  for (int view = 0; view < job.views; ++view) {
    ensemble.mean_logits(
        view,
        std::span(bank.logits).subspan(static_cast<std::size_t>(view) * view_size, view_size));
    const std::int64_t right = ensemble.right().back();
    if (after_view)
      after_view(view + 1, static_cast<double>(right - before) / static_cast<double>(row_count));
    before = right;
  }
  const std::vector<std::int64_t> right = ensemble.right();
  const double answers = static_cast<double>(row_count) * job.views;
  for (std::size_t t = 0; t < job.teachers.size(); ++t)
    bank.teachers.push_back(
        {job.teachers[t].name, job.teachers[t].checksum, static_cast<double>(right[t]) / answers});
  bank.accuracy = static_cast<double>(right.back()) / answers;
  return bank;
}

std::optional<int> light_views(const Recipe& recipe, int views) {
  const int light = recipe.augmentation.light_last_epochs;
  if (light >= views && light < recipe.epochs) return std::nullopt;
  return std::min(light, views);
}

}  // namespace second_opinion
