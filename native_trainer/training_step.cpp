// Nothing here allocates after the first step.
#include "native_trainer/training_step.hpp"

#include <algorithm>

#include "native_trainer/random.hpp"

namespace second_opinion {

void normalize_pixels(std::span<float> pixels, float mean, float deviation) {
  const float scale = 1 / (255 * deviation), shift = -mean / deviation;
  for (float& pixel : pixels) pixel = pixel * scale + shift;
}

TrainingStep::TrainingStep(const Recipe& recipe, const Dataset& data, ThreadPool& pool)
    : recipe_(recipe),
      data_(data),
      pool_(pool),
      light_(scaled(recipe.augmentation, recipe.augmentation.light_factor)),
      workers_(static_cast<std::size_t>(pool.size())) {}

void TrainingStep::prepare(const Network& network, int sub_batches) {
  while (parts_.size() < static_cast<std::size_t>(sub_batches)) parts_.push_back(Gradients::zeros(network));
  sums_.assign(static_cast<std::size_t>(sub_batches), {});
}

void TrainingStep::run_sub_batch(const Network& network, std::span<const int> images, std::size_t batch_size, int epoch,
                                 std::uint64_t noise_key, Worker& worker, Gradients& gradients, LossSum& sum) {
  const bool light = epoch >= recipe_.epochs - recipe_.augmentation.light_last_epochs;
  worker.images.resize({static_cast<int>(images.size()), kImageSide, kImageSide, 1});
  worker.labels.resize(images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    const std::uint64_t key = random_key(recipe_.seed, Purpose::kAugmentation,
                                         {static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(images[i])});
    const std::span<float, kImagePixels> pixels(worker.images.data() + i * kImagePixels, kImagePixels);
    augment(data_.image(images[i]), light ? light_ : recipe_.augmentation, key, pixels);
    normalize_pixels(pixels, recipe_.input_mean, recipe_.input_deviation);
    worker.labels[i] = data_.labels[static_cast<std::size_t>(images[i])];
  }
  const Tensor& logits = worker.pass.forward(network, worker.images, noise_key);
  sum = compute_loss(recipe_.loss, logits, worker.labels, 1.0f / static_cast<float>(batch_size), &worker.logits_gradient);
  gradients.clear();
  worker.pass.backward(network, worker.logits_gradient, gradients);
}

LossSum TrainingStep::run(const Network& network, std::span<const int> batch, int epoch, int step) {
  // Sub-batches of almost equal size: a tiny rest would have poor batch statistics.
  const int count = static_cast<int>(batch.size());
  const int parts = (count + recipe_.sub_batch - 1) / recipe_.sub_batch;
  prepare(network, parts);
  pool_.run(parts, [&](int part, int worker) {
    const int first = count * part / parts, last = count * (part + 1) / parts;
    const std::uint64_t key =
        random_key(recipe_.seed, Purpose::kNoise,
                   {static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(step), static_cast<std::uint64_t>(part)});
    const auto images = batch.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
    const auto index = static_cast<std::size_t>(part);
    run_sub_batch(network, images, batch.size(), epoch, key, workers_[static_cast<std::size_t>(worker)], parts_[index],
                  sums_[index]);
  });
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
