// Gradients of patch and position embedding (core/layers/embedding.hpp).
#pragma once

#include <span>

#include "core/tensor.hpp"
#include "native_trainer/backward/backward_scratch.hpp"

namespace second_opinion {

// Added to the first two gradients; overwrites input_gradient unless that is nullptr.
void patch_embedding_backward(const Tensor& input, int patch, int width, std::span<const float> weight, const Tensor& output_gradient,
                              std::span<float> weight_gradient, std::span<float> bias_gradient, Tensor* input_gradient,
                              BackwardScratch& scratch);

// Added to positions_gradient. The input's gradient is the output's, unchanged.
void position_embedding_backward(const Tensor& output_gradient, std::span<float> positions_gradient);

}  // namespace second_opinion
