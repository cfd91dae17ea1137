// Gradient of the position embedding (core/layers/embedding.hpp).
#pragma once

#include <span>

#include "core/tensor.hpp"

namespace second_opinion {

// Added to positions_gradient. The input's gradient is the output's, unchanged.
void position_embedding_backward(const Tensor& output_gradient, std::span<float> positions_gradient);

}  // namespace second_opinion
