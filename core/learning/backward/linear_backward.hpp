// Gradients of y = x·W + b (core/layers/linear.hpp).
#pragma once

#include <span>

#include "core/base/tensor.hpp"
#include "core/learning/backward/backward_scratch.hpp"

namespace second_opinion {

// Added to weight_gradient (in×units) and bias_gradient (units or empty);
// overwrites input_gradient unless that is nullptr.
void linear_backward(const Tensor& input, int units, bool flatten, std::span<const float> weight,
                     const Tensor& output_gradient, std::span<float> weight_gradient,
                     std::span<float> bias_gradient, Tensor* input_gradient,
                     BackwardScratch& scratch);

// sums[c] += Σ over rows of rows[r][c].
void add_column_sums(const Tensor& rows, std::span<float> sums);

}  // namespace second_opinion
