// Gradient of the position embedding (core/layers/embedding.hpp).
#pragma once

#include <span>

#include "core/base/tensor.hpp"

namespace second_opinion {

// Added to positions_gradient. The input's gradient is the output's, unchanged.
void position_embedding_backward(const Tensor& output_gradient,
                                 std::span<float> positions_gradient);

// Added to token_gradient (C values); overwrites input_gradient, of the shape `input`.
void class_token_backward(const Shape& input, const Tensor& output_gradient,
                          std::span<float> token_gradient, Tensor& input_gradient);

// Overwrites input_gradient: zeros but for the first position.
void first_token_backward(const Shape& input, const Tensor& output_gradient,
                          Tensor& input_gradient);

}  // namespace second_opinion
