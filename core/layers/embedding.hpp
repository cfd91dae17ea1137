// Tokens learn where they are (Dosovitskiy et al. 2020). How patches become
// tokens needs nothing of its own: it is a convolution, patch_pitch apart.
#pragma once

#include <span>

#include "core/base/tensor.hpp"

namespace second_opinion {

// positions: (H·W)×C, added to every image.
void position_embedding_forward(const Tensor& input, std::span<const float> positions,
                                Tensor& output);

// input: (B,H,W,C), token: C values → (B,1,H·W+1,C): the token, then the positions.
void class_token_forward(const Tensor& input, std::span<const float> token, Tensor& output);

// input: (B,H,W,C) → (B,1,1,C): the first position.
void first_token_forward(const Tensor& input, Tensor& output);

}  // namespace second_opinion
