// Tokens learn where they are (Dosovitskiy et al. 2020). How patches become
// tokens needs nothing of its own: it is a convolution, patch_pitch apart.
#pragma once

#include <span>

#include "core/tensor.hpp"

namespace second_opinion {

// positions: (H·W)×C, added to every image.
void position_embedding_forward(const Tensor& input, std::span<const float> positions, Tensor& output);

}  // namespace second_opinion
