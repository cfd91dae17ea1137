// One training step's two passes through a network: forward as training runs it (batch statistics,
// drop-out, stochastic depth), keeping what the way back needs, and backward. No loss, no
// optimiser, no threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/layers/attention.hpp"
#include "core/learning/backward/backward_scratch.hpp"
#include "core/learning/backward/normalization_backward.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

// One gradient per parameter, parallel to Network::parameters. Running statistics have none: theirs
// stay zero.
struct Gradients {
  std::vector<std::vector<float>> values;

  static Gradients zeros(const Network& network);
  void clear();
};

// One per worker; buffers are kept from step to step.
class TrainingPass {
 public:
  // images: (B,28,28,1), already normalised; must stay alive and unchanged until backward returns.
  // → logits (B,1,1,10), valid until the next call. Batch norm uses this call's statistics ("ghost"
  // batch norm when the call holds a part of the batch). What drop-out and stochastic depth drop
  // depends on the seed alone.
  const Tensor& forward(const Network& network, const Tensor& images, std::uint64_t seed);

  // After forward with the same network: adds to `gradients`.
  void backward(const Network& network, const Tensor& logits_gradient, Gradients& gradients);

  // Of the last forward. `layer` is an index into Network::layers; empty statistics for every other
  // kind than batch norm.
  const BatchStatistics& batch_statistics(int layer) const {
    return kept_[static_cast<std::size_t>(layer)].statistics;
  }

 private:
  // What a layer leaves for its way back. Layers that change nothing leave only a pointer to their
  // input.
  struct Kept {
    Tensor own;
    const Tensor* output = nullptr;
    AttentionTrace attention;
    BatchStatistics statistics;
    std::vector<float> branch_factors;  // of a residual's end, when it has a rate
  };

  // The two visitors of the table of kinds, with a function for each; see the .cpp.
  struct LayerForward;
  struct LayerBackward;

  const Tensor& input_of(std::size_t layer) const {
    return layer == 0 ? *images_ : *kept_[layer - 1].output;
  }
  std::uint64_t key_of(std::size_t layer) const;

  const Tensor* images_ = nullptr;
  std::uint64_t seed_ = 0;
  std::vector<Kept> kept_;
  std::vector<const Tensor*> open_residuals_;  // inputs of residuals that began
  std::size_t first_learned_ = 0;  // no layer before it has parameters: the way back ends there
  // On the way back: the gradient of the current layer's output, the one being
  // written, and the gradients that wait for their residual's beginning.
  Tensor gradient_;
  Tensor next_gradient_;
  std::vector<Tensor> waiting_;
  std::size_t waiting_count_ = 0;
  BackwardScratch scratch_;
  Workspace plain_;  // of layers that do the same in training as outside
};

}  // namespace second_opinion
