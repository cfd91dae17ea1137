// The gradient of one batch. The batch is cut into fixed sub-batches, each of
// which is augmented, run forward and backward on its own, by any worker; their
// gradients are summed in the order of the sub-batches, so that the result has
// the same bits for any number of workers. Moves no weights (optimizer.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/part_runner.hpp"
#include "core/learning/backward/network_backward.hpp"
#include "core/learning/loss.hpp"
#include "core/learning/training/dataset.hpp"
#include "core/learning/training/distillation_targets.hpp"
#include "core/learning/training/training_settings.hpp"

namespace second_opinion {

class TrainingStep {
 public:
  // Settings, data and targets outlive the step; targets go with settings.distillation: both or
  // neither.
  TrainingStep(const TrainingSettings& settings, const Dataset& data, PartRunner runner = {},
               const DistillationTargets* targets = nullptr);

  // Sums over the images that `batch` names; gradients() is that of the batch's mean objective.
  // `epoch` and `step` (in the epoch) seed augmentation and noise. Allocates nothing once it has
  // seen its largest batch.
  LossSum run(const Network& network, std::span<const int> batch, int epoch, int step);

  Gradients& gradients() { return buffers_.front(); }

 private:
  struct Worker {
    TrainingPass pass;
    Tensor images;
    Tensor logits_gradient;
    std::vector<unsigned char> labels;
    std::vector<float> teachers;  // their logits, with distillation
  };
  // What all sub-batches of one call of run() have in common.
  struct Batch {
    const Network& network;
    std::span<const int> images;
    int epoch;
    int step;
    int parts;
  };
  void prepare(const Network& network, int parts);
  TrainingView view(int epoch) const;
  LossSum loss(const TrainingView& view, std::span<const int> images, const Tensor& logits,
               float scale, Worker& worker) const;
  LossSum run_sub_batch(const Batch& batch, int part, Worker& worker, Gradients& gradients);

  const TrainingSettings& settings_;
  const Dataset& data_;
  PartRunner runner_;
  const DistillationTargets* targets_;
  PictureViews views_;
  std::vector<Worker> workers_;
  std::vector<Gradients> buffers_;  // the first becomes the sum
  std::vector<LossSum> sums_;       // one per sub-batch
};

}  // namespace second_opinion
