// The 3×3 convolution that keeps the picture's size with a quarter of the
// multiplications (winograd_transforms.hpp): 36 small products over tiles of 4×4
// outputs, some tiles at a time so that they stay in the second cache. Rounds a
// little differently from convolution.hpp, the plain path.
#pragma once

#include <span>
#include <vector>

#include "core/layers/convolution.hpp"

namespace second_opinion {

// 3×3, stride 1, padding 1, and enough channels, in eights, on both sides to pay.
bool winograd_suits(const Shape& input, const ConvolutionShape& convolution);

// Weights of a convolution, transformed once for any number of pictures.
struct WinogradWeights {
  int in = 0;
  int out = 0;
  std::vector<float> planes;
};
// weight: (9·in)×out, as convolution_forward takes it.
void transform_weights(std::span<const float> weight, int in, int out,
                       WinogradWeights& transformed);

// What follows the convolution at once.
struct WinogradEnding {
  bool relu = false;
  bool pool = false;  // max_pool_forward with kernel and stride 2
};

// input: (B,H,W,in); bias: out values or empty → (B,H,W,out), or (B,H/2,W/2,out) when it pools.
void winograd_forward(const Tensor& input, const WinogradWeights& weights,
                      std::span<const float> bias, WinogradEnding ending, Tensor& output);

}  // namespace second_opinion
