// Nothing here allocates after the first step.
#include "native_trainer/training/training_step.hpp"

#include <algorithm>
#include <functional>

#include "core/base/random.hpp"
#include "core/learning/distillation_loss.hpp"

namespace second_opinion {

void normalize_pixels(std::span<float> pixels, float mean, float deviation) {
  const float scale = 1 / (255 * deviation), shift = -mean / deviation;
  for (float& pixel : pixels) pixel = pixel * scale + shift;
}

TrainingStep::TrainingStep(const Recipe& recipe, const Dataset& data, ThreadPool& pool,
                           const Lessons* lessons)
    : recipe_(recipe),
      data_(data),
      pool_(pool),
      lessons_(lessons),
      views_(recipe.augmentation),
      workers_(static_cast<std::size_t>(pool.size())) {}

void TrainingStep::prepare(const Network& network, int sub_batches) {
  while (parts_.size() < static_cast<std::size_t>(sub_batches))
    parts_.push_back(Gradients::zeros(network));
  sums_.assign(static_cast<std::size_t>(sub_batches), {});
}

TrainingView TrainingStep::view(int epoch) const {
  if (lessons_) return lessons_->view(epoch);
  return {recipe_.seed, epoch, epoch >= recipe_.epochs - recipe_.augmentation.light_last_epochs};
}

LossSum TrainingStep::loss(const TrainingView& shown, std::span<const int> images,
                           const Tensor& logits, float scale, Worker& worker) const {
  if (!lessons_)
    return compute_loss(recipe_.loss, logits, worker.labels, scale, &worker.logits_gradient);
  worker.teachers.resize(images.size() * kDigitCount);
  for (std::size_t i = 0; i < images.size(); ++i)
    lessons_->answer(shown, images[i],
                     std::span<float, kDigitCount>(&worker.teachers[i * kDigitCount], kDigitCount));
  return compute_distillation_loss(recipe_.loss, *recipe_.distillation, logits, worker.teachers,
                                   worker.labels, scale, &worker.logits_gradient);
}

void TrainingStep::run_sub_batch(const Network& network, std::span<const int> images,
                                 std::size_t batch_size, int epoch, std::uint64_t noise_key,
                                 Worker& worker, Gradients& gradients, LossSum& sum) {
  const TrainingView shown = view(epoch);
  worker.images.resize({static_cast<int>(images.size()), kImageSide, kImageSide, 1});
  worker.labels.resize(images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    const std::span<float, kImagePixels> pixels(worker.images.data() + i * kImagePixels,
                                                kImagePixels);
    views_.draw(data_, images[i], shown, pixels);
    normalize_pixels(pixels, recipe_.input_mean, recipe_.input_deviation);
    worker.labels[i] = data_.labels[static_cast<std::size_t>(images[i])];
  }
  const Tensor& logits = worker.pass.forward(network, worker.images, noise_key);
  sum = loss(shown, images, logits, 1.0f / static_cast<float>(batch_size), worker);
  gradients.clear();
  worker.pass.backward(network, worker.logits_gradient, gradients);
}

LossSum TrainingStep::run(const Network& network, std::span<const int> batch, int epoch, int step) {
  // Sub-batches of almost equal size: a tiny rest would have poor batch statistics.
  const int count = static_cast<int>(batch.size());
  const int parts = (count + recipe_.sub_batch - 1) / recipe_.sub_batch;
  prepare(network, parts);
  const auto work = [&](int part, int worker) {
    const int first = count * part / parts, last = count * (part + 1) / parts;
    const std::uint64_t key =
        random_key(recipe_.seed, Purpose::kNoise,
                   {static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(step),
                    static_cast<std::uint64_t>(part)});
    const auto images =
        batch.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
    const auto index = static_cast<std::size_t>(part);
    run_sub_batch(network, images, batch.size(), epoch, key,
                  workers_[static_cast<std::size_t>(worker)], parts_[index], sums_[index]);
  };
  pool_.run(parts,
            std::ref(work));  // a copy of this lambda would not fit into std::function itself
  LossSum total = sums_.front();
  for (std::size_t part = 1; part < static_cast<std::size_t>(parts); ++part) {
    total.objective += sums_[part].objective;
    total.plain += sums_[part].plain;
    total.right += sums_[part].right;
    for (std::size_t p = 0; p < parts_[part].values.size(); ++p) {
      std::vector<float>& into = parts_.front().values[p];
      const std::vector<float>& from = parts_[part].values[p];
      for (std::size_t i = 0; i < into.size(); ++i) into[i] += from[i];
    }
  }
  return total;
}

}  // namespace second_opinion
