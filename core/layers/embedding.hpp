// The transformer's way in: patches become tokens, tokens learn where they are
// (Dosovitskiy et al. 2020).
#pragma once

#include <span>

#include "core/tensor.hpp"

namespace second_opinion {

// input: (B,H,W,C), patch divides H and W; weight: (patch·patch·C)×width; bias: width
// → (B,H/patch,W/patch,width). A convolution whose stride is its kernel.
void patch_embedding_forward(const Tensor& input, int patch, int width, std::span<const float> weight, std::span<const float> bias,
                             Tensor& output);

// positions: (H·W)×C, added to every image.
void position_embedding_forward(const Tensor& input, std::span<const float> positions, Tensor& output);

}  // namespace second_opinion
