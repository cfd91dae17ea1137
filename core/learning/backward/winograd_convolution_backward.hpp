// The gradients of the 3×3 convolution that keeps the picture's size
// (core/layers/winograd_convolution.hpp), with as few multiplications: tiles of
// 4×4 outputs are 36 small products. For convolutions that winograd_suits.
#pragma once

#include <span>

#include "core/layers/winograd_convolution.hpp"
#include "core/learning/backward/backward_scratch.hpp"

namespace second_opinion {

// Added to weight_gradient; overwrites input_gradient unless that is nullptr.
void winograd_backward(const Tensor& input, std::span<const float> weight,
                       const Tensor& output_gradient, std::span<float> weight_gradient,
                       Tensor* input_gradient, BackwardScratch& scratch);

}  // namespace second_opinion
