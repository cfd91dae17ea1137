// A large batch has many sub-batches, and a gradient is as large as the network:
// sub-batches are done a few at a time, and each few are added to the sum before
// the next begin.
#include "core/learning/training/training_step.hpp"

#include <algorithm>
#include <functional>

#include "core/base/random.hpp"
#include "core/image/network_input.hpp"
#include "core/learning/distillation_loss.hpp"

namespace second_opinion {
namespace {

// Gradients held at once per worker. Workers wait for each other whenever the buffers are added up,
// so that a few more than one keep them busy; one worker alone waits for nobody.
constexpr int kBuffersPerWorker = 4;

int most_buffers(const PartRunner& runner) {
  return runner.workers == 1 ? 2 : kBuffersPerWorker * runner.workers;
}

void add(const Gradients& part, Gradients& sum) {
  for (std::size_t p = 0; p < sum.values.size(); ++p) {
    std::vector<float>& into = sum.values[p];
    const std::vector<float>& from = part.values[p];
    for (std::size_t i = 0; i < into.size(); ++i) into[i] += from[i];
  }
}

void add(const LossSum& part, LossSum& sum) {
  sum.objective += part.objective;
  sum.plain += part.plain;
  sum.right += part.right;
}

}  // namespace

TrainingStep::TrainingStep(const TrainingSettings& settings, const Dataset& data, PartRunner runner,
                           const DistillationTargets* targets)
    : settings_(settings),
      data_(data),
      runner_(std::move(runner)),
      targets_(targets),
      views_(settings.augmentation),
      workers_(static_cast<std::size_t>(runner_.workers)) {}

void TrainingStep::prepare(const Network& network, int parts) {
  const auto wanted = static_cast<std::size_t>(std::min(parts, most_buffers(runner_)));
  while (buffers_.size() < wanted) buffers_.push_back(Gradients::zeros(network));
  sums_.assign(static_cast<std::size_t>(parts), {});
}

TrainingView TrainingStep::view(int epoch) const {
  if (targets_) return targets_->view(epoch);
  return {settings_.seed, epoch,
          epoch >= settings_.epochs - settings_.augmentation.light_last_epochs};
}

LossSum TrainingStep::loss(const TrainingView& shown, std::span<const int> images,
                           const Tensor& logits, float scale, Worker& worker) const {
  if (!targets_)
    return compute_loss(settings_.loss, logits, worker.labels, scale, &worker.logits_gradient);
  worker.teachers.resize(images.size() * kDigitCount);
  for (std::size_t i = 0; i < images.size(); ++i)
    targets_->logits(shown, images[i],
                     std::span<float, kDigitCount>(&worker.teachers[i * kDigitCount], kDigitCount));
  return compute_distillation_loss(settings_.loss, *settings_.distillation, logits, worker.teachers,
                                   worker.labels, scale, &worker.logits_gradient);
}

LossSum TrainingStep::run_sub_batch(const Batch& batch, int part, Worker& worker,
                                    Gradients& gradients) {
  const PartRange range = part_range(static_cast<int>(batch.images.size()), part, batch.parts);
  const auto images = batch.images.subspan(static_cast<std::size_t>(range.first),
                                           static_cast<std::size_t>(range.size()));
  const TrainingView shown = view(batch.epoch);
  const DisturbanceSettings disturbance =
      in_epoch(settings_.disturbance, batch.epoch, settings_.epochs);
  worker.images.resize({range.size(), kImageSide, kImageSide, 1});
  worker.labels.resize(images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    const std::span<float, kImagePixels> pixels(worker.images.data() + i * kImagePixels,
                                                kImagePixels);
    views_.draw(data_, images[i], shown, pixels);
    // By the epoch, not by the view: views of a bank come again, these never do.
    disturb(disturbance,
            random_key(
                settings_.seed, Purpose::kDisturbance,
                {static_cast<std::uint64_t>(batch.epoch), static_cast<std::uint64_t>(images[i])}),
            pixels);
    worker.labels[i] = data_.labels[static_cast<std::size_t>(images[i])];
  }
  prepare_network_input(worker.images.values, InkScale::kByte, settings_.input_mean,
                        settings_.input_deviation);
  const std::uint64_t noise_key =
      random_key(settings_.seed, Purpose::kNoise,
                 {static_cast<std::uint64_t>(batch.epoch), static_cast<std::uint64_t>(batch.step),
                  static_cast<std::uint64_t>(part)});
  const Tensor& logits = worker.pass.forward(batch.network, worker.images, noise_key);
  const float scale = 1.0f / static_cast<float>(batch.images.size());
  const LossSum sum = loss(shown, images, logits, scale, worker);
  gradients.clear();
  worker.pass.backward(batch.network, worker.logits_gradient, gradients);
  return sum;
}

LossSum TrainingStep::run(const Network& network, std::span<const int> images, int epoch,
                          int step) {
  // Sub-batches of almost equal size: a tiny rest would have poor batch statistics.
  const int count = static_cast<int>(images.size());
  const Batch batch{network, images, epoch, step,
                    (count + settings_.sub_batch - 1) / settings_.sub_batch};
  prepare(network, batch.parts);
  for (int first = 0; first < batch.parts;) {
    const int sum_buffers = first == 0 ? 0 : 1;  // from then on the first buffer holds the sum
    const int now = std::min(batch.parts - first, static_cast<int>(buffers_.size()) - sum_buffers);
    const auto work = [&](int place, int worker) {
      const int part = first + place;
      sums_[static_cast<std::size_t>(part)] =
          run_sub_batch(batch, part, workers_[static_cast<std::size_t>(worker)],
                        buffers_[static_cast<std::size_t>(sum_buffers + place)]);
    };
    runner_.run(now, std::ref(work));  // a copy of the lambda would have to be allocated
    for (int buffer = 1; buffer < sum_buffers + now; ++buffer)
      add(buffers_[static_cast<std::size_t>(buffer)], buffers_.front());
    first += now;
  }
  LossSum total = sums_.front();
  for (int part = 1; part < batch.parts; ++part) add(sums_[static_cast<std::size_t>(part)], total);
  return total;
}

}  // namespace second_opinion
