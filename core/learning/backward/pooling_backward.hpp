// Gradients of the pools (core/layers/pooling.hpp). Where several inputs share
// a window's maximum, the first one gets the gradient.
#pragma once

#include "core/base/tensor.hpp"

namespace second_opinion {

void max_pool_backward(const Tensor& input, int kernel, int stride, const Tensor& output,
                       const Tensor& output_gradient, Tensor& input_gradient);
void average_pool_backward(const Shape& input, int kernel, int stride,
                           const Tensor& output_gradient, Tensor& input_gradient);

void global_average_pool_backward(const Shape& input, const Tensor& output_gradient,
                                  Tensor& input_gradient);
void global_max_pool_backward(const Tensor& input, const Tensor& output,
                              const Tensor& output_gradient, Tensor& input_gradient);
void global_average_max_pool_backward(const Tensor& input, const Tensor& output,
                                      const Tensor& output_gradient, Tensor& input_gradient);

}  // namespace second_opinion
