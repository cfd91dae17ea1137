// Batch norm as training applies it, with the statistics of the batch at hand,
// and the gradients of both norms (core/layers/normalization.hpp). The ReLU
// that usually follows a batch norm can be done in the same passes over memory.
#pragma once

#include <span>
#include <vector>

#include "core/base/tensor.hpp"
#include "core/learning/backward/backward_scratch.hpp"

namespace second_opinion {

// Per channel over all positions of all images; the variance is the biased one that normalises.
struct BatchStatistics {
  std::vector<float> mean;
  std::vector<float> variance;
  std::size_t count = 0;  // values per channel: variance·count / (count - 1) is unbiased
};

void batch_norm_training_forward(const Tensor& input, std::span<const float> scale,
                                 std::span<const float> shift, bool with_relu,
                                 BatchStatistics& statistics, Tensor& output,
                                 BackwardScratch& scratch);

// `gradient` is the output's on entry and the input's on return; added to the other two.
void batch_norm_backward(const Tensor& input, std::span<const float> scale,
                         std::span<const float> shift, bool with_relu,
                         const BatchStatistics& statistics, std::span<float> scale_gradient,
                         std::span<float> shift_gradient, Tensor& gradient,
                         BackwardScratch& scratch);

// Likewise.
void layer_norm_backward(const Tensor& input, std::span<const float> scale,
                         std::span<float> scale_gradient, std::span<float> shift_gradient,
                         Tensor& gradient);

}  // namespace second_opinion
