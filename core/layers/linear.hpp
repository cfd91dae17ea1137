// y = x·W + b, over all features of an image or at each position.
#pragma once

#include <span>

#include "core/base/tensor.hpp"

namespace second_opinion {

// input: (B,H,W,C); weight: in×units; bias: units or empty. With flatten, in =
// H·W·C and output = (B,1,1,units); without, in = C and output = (B,H,W,units).
void linear_forward(const Tensor& input, int units, bool flatten, std::span<const float> weight,
                    std::span<const float> bias, Tensor& output);

}  // namespace second_opinion
