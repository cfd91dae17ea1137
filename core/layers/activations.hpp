// Functions of one number, and the softmax. Shapes stay as they are.
#pragma once

#include <span>

#include "core/base/tensor.hpp"

namespace second_opinion {

void relu_forward(const Tensor& input, Tensor& output);
// x·Φ(x) with the exact normal distribution function (Hendrycks and Gimpel 2016).
void gelu_forward(const Tensor& input, Tensor& output);
void gelu_in_place(float* values, std::size_t count);
void sigmoid_forward(const Tensor& input, Tensor& output);

// Each of `rows` rows of `columns` values becomes exp(x - max) / Σ, in place.
void softmax_rows(float* values, std::size_t rows, int columns);

}  // namespace second_opinion
