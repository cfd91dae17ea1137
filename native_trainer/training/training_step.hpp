// The gradient of one batch, by all threads: the batch is cut into fixed
// sub-batches, each of which one worker bends, runs forward and backward; their
// gradients are summed in the order of the sub-batches, so that the result has
// the same bits for any number of threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/learning/backward/network_backward.hpp"
#include "core/learning/loss.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/distillation/lessons.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/threads/thread_pool.hpp"

namespace second_opinion {

class TrainingStep {
 public:
  // All arguments outlive the step; lessons go with recipe.distillation: both or neither.
  TrainingStep(const Recipe& recipe, const Dataset& data, ThreadPool& pool,
               const Lessons* lessons = nullptr);

  // Sums over the images that `batch` names; gradients() is that of the batch's
  // mean objective. `epoch` and `step` (in the epoch) seed augmentation and noise.
  LossSum run(const Network& network, std::span<const int> batch, int epoch, int step);

  Gradients& gradients() { return parts_.front(); }

 private:
  struct Worker {
    TrainingPass pass;
    Tensor images;
    Tensor logits_gradient;
    std::vector<unsigned char> labels;
    std::vector<float> teachers;  // their logits, when there are lessons
  };
  void prepare(const Network& network, int sub_batches);
  TrainingView view(int epoch) const;
  LossSum loss(const TrainingView& view, std::span<const int> images, const Tensor& logits,
               float scale, Worker& worker) const;
  void run_sub_batch(const Network& network, std::span<const int> images, std::size_t batch_size,
                     int epoch, std::uint64_t noise_key, Worker& worker, Gradients& gradients,
                     LossSum& sum);

  const Recipe& recipe_;
  const Dataset& data_;
  ThreadPool& pool_;
  const Lessons* lessons_;
  PictureViews views_;
  std::vector<Worker> workers_;
  std::vector<Gradients> parts_;  // one per sub-batch; the first becomes the sum
  std::vector<LossSum> sums_;
};

// Pixels 0..255 → the network's input, in place: the same two steps as the classifier's.
void normalize_pixels(std::span<float> pixels, float mean, float deviation);

}  // namespace second_opinion
