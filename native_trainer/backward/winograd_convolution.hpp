// The 3×3 convolution that keeps the picture's size, forward and backward, with
// a third or a quarter of the multiplications (winograd_transforms.hpp): tiles of
// 4×4 outputs are 36 small products. Rounds a little differently from
// core/layers/convolution.hpp, which inference uses; for training alone.
#pragma once

#include <span>

#include "core/layers/convolution.hpp"
#include "native_trainer/backward/backward_scratch.hpp"

namespace second_opinion {

// 3×3, stride 1, padding 1, and enough channels, in eights, on both sides to pay.
bool winograd_suits(const Shape& input, const ConvolutionShape& convolution);

// As convolution_forward, when winograd_suits.
void winograd_forward(const Tensor& input, std::span<const float> weight, std::span<const float> bias, Tensor& output,
                      BackwardScratch& scratch);

// Added to weight_gradient; overwrites input_gradient unless that is nullptr.
void winograd_backward(const Tensor& input, std::span<const float> weight, const Tensor& output_gradient,
                       std::span<float> weight_gradient, Tensor* input_gradient, BackwardScratch& scratch);

}  // namespace second_opinion
