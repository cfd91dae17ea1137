// Maximum and average over windows, and over the whole picture.
#pragma once

#include "core/base/tensor.hpp"

namespace second_opinion {

// No padding; a window that does not fit is dropped: (H - kernel) / stride + 1.
Shape pool_output_shape(const Shape& input, int kernel, int stride);

// input: (B,H,W,C) → (B,H',W',C)
void max_pool_forward(const Tensor& input, int kernel, int stride, Tensor& output);
void average_pool_forward(const Tensor& input, int kernel, int stride, Tensor& output);

// input: (B,H,W,C) → (B,1,1,C)
void global_average_pool_forward(const Tensor& input, Tensor& output);
void global_max_pool_forward(const Tensor& input, Tensor& output);
// → (B,1,1,2C): average ‖ maximum
void global_average_max_pool_forward(const Tensor& input, Tensor& output);

}  // namespace second_opinion
