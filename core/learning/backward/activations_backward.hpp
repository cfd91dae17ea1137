// Gradients of the functions of one number (core/layers/activations.hpp), in
// place: `gradient` is the output's on entry and the input's on return.
#pragma once

#include "core/base/tensor.hpp"

namespace second_opinion {

void relu_backward(const Tensor& output, Tensor& gradient);
void gelu_backward(const Tensor& input, Tensor& gradient);
void sigmoid_backward(const Tensor& output, Tensor& gradient);

}  // namespace second_opinion
