// A task is a portion of one view's pictures: bent once, shown to every teacher.
#include "native_trainer/distillation/teaching.hpp"

#include <algorithm>

#include "core/base/half.hpp"
#include "native_trainer/data/training_view.hpp"
#include "native_trainer/training/training_step.hpp"

namespace second_opinion {
namespace {

constexpr int kPortion = 32;  // pictures of one forward pass; part of the result's last bits

// What one thread works with.
struct Desk {
  std::vector<Workspace> workspaces;  // one per teacher
  Tensor pictures;
  Tensor input;
  std::vector<float> mean;
  std::vector<std::int64_t> right;  // per teacher, then of their mean
};

class Classroom {
 public:
  Classroom(const TeachingJob& job, const Dataset& data, ThreadPool& pool)
      : job_(job),
        data_(data),
        pool_(pool),
        views_(job.recipe.augmentation),
        desks_(static_cast<std::size_t>(pool.size())) {
    for (Desk& desk : desks_) {
      desk.workspaces.resize(job.teachers.size());
      desk.right.resize(job.teachers.size() + 1);
    }
  }

  void teach(int view, std::span<std::uint16_t> rows) {
    const int images = static_cast<int>(job_.training_part.size());
    const TrainingView shown{job_.recipe.seed, view, view >= job_.views - job_.light_views};
    pool_.run((images + kPortion - 1) / kPortion, [&](int portion, int worker) {
      const int first = portion * kPortion, count = std::min(kPortion, images - first);
      const auto part =
          std::span(job_.training_part)
              .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
      answer(shown, part,
             rows.subspan(static_cast<std::size_t>(first) * kDigitCount, part.size() * kDigitCount),
             desks_[static_cast<std::size_t>(worker)]);
    });
  }

  // Right answers so far: per teacher, then of their mean.
  std::vector<std::int64_t> right() const {
    std::vector<std::int64_t> sum(job_.teachers.size() + 1);
    for (const Desk& desk : desks_)
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += desk.right[i];
    return sum;
  }

 private:
  void answer(const TrainingView& view, std::span<const int> images, std::span<std::uint16_t> rows,
              Desk& desk) {
    desk.pictures.resize({static_cast<int>(images.size()), kImageSide, kImageSide, 1});
    for (std::size_t i = 0; i < images.size(); ++i)
      views_.draw(
          data_, images[i], view,
          std::span<float, kImagePixels>(desk.pictures.data() + i * kImagePixels, kImagePixels));
    desk.mean.assign(rows.size(), 0.0f);
    for (std::size_t t = 0; t < job_.teachers.size(); ++t) {
      const WeightsFile& file = job_.teachers[t].file;
      desk.input.resize(desk.pictures.shape);
      std::copy(desk.pictures.values.begin(), desk.pictures.values.end(),
                desk.input.values.begin());
      normalize_pixels(desk.input.values, file.input_mean, file.input_deviation);
      const Tensor& logits = forward(file.network, desk.input, desk.workspaces[t]);
      const float share = 1 / (file.temperature * static_cast<float>(job_.teachers.size()));
      for (std::size_t i = 0; i < rows.size(); ++i) desk.mean[i] += logits.values[i] * share;
      desk.right[t] += count_right(logits.data(), images);
    }
    desk.right.back() += count_right(desk.mean.data(), images);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = float_to_half(desk.mean[i]);
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

  const TeachingJob& job_;
  const Dataset& data_;
  ThreadPool& pool_;
  PictureViews views_;
  std::vector<Desk> desks_;
};

}  // namespace

TeacherBank make_bank(const TeachingJob& job, const Dataset& data, ThreadPool& pool,
                      const AfterView& after_view) {
  TeacherBank bank;
  bank.subject = bank_subject(job.recipe.text, data_checksum(data), job.training_part);
  bank.seed = job.recipe.seed;
  bank.views = job.views;
  bank.light_views = job.light_views;
  const std::size_t row_count = job.training_part.size(), view_size = row_count * kDigitCount;
  bank.logits.resize(static_cast<std::size_t>(job.views) * view_size);
  bank.sample = sample_view(PictureViews(job.recipe.augmentation), data, job.training_part,
                            {bank.seed, 0, job.light_views == job.views});
  Classroom classroom(job, data, pool);
  std::int64_t before = 0;
  for (int view = 0; view < job.views; ++view) {
    classroom.teach(
        view,
        std::span(bank.logits).subspan(static_cast<std::size_t>(view) * view_size, view_size));
    const std::int64_t right = classroom.right().back();
    if (after_view)
      after_view(view + 1, static_cast<double>(right - before) / static_cast<double>(row_count));
    before = right;
  }
  const std::vector<std::int64_t> right = classroom.right();
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
