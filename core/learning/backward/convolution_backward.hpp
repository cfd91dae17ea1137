// Gradients of the 2-D convolution (core/layers/convolution.hpp).
#pragma once

#include <span>

#include "core/base/tensor.hpp"
#include "core/layers/convolution.hpp"
#include "core/learning/backward/backward_scratch.hpp"

namespace second_opinion {

// convolution_forward, by whichever way is faster (winograd_convolution.hpp).
void convolution_training_forward(const Tensor& input, const ConvolutionShape& convolution,
                                  std::span<const float> weight, std::span<const float> bias,
                                  Tensor& output, BackwardScratch& scratch);

// Added to weight_gradient and bias_gradient (channels or empty); overwrites
// input_gradient unless that is nullptr.
void convolution_backward(const Tensor& input, const ConvolutionShape& convolution,
                          std::span<const float> weight, const Tensor& output_gradient,
                          std::span<float> weight_gradient, std::span<float> bias_gradient,
                          Tensor* input_gradient, BackwardScratch& scratch);

}  // namespace second_opinion
