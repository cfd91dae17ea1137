// Buffers that the backward functions share and reuse, one per thread, so that
// a training step allocates only the first time. Contents mean nothing between calls.
#pragma once

#include <vector>

#include "core/base/tensor.hpp"
#include "core/kernels/gemm.hpp"
#include "core/layers/winograd_convolution.hpp"

namespace second_opinion {

// Planes of winograd_convolution.cpp.
struct WinogradScratch {
  std::vector<float> input;
  std::vector<float> output;
  std::vector<float> weights;
  std::vector<float> weight_gradient;
  WinogradWeights forward;
  std::vector<float> outside;  // where values beyond the picture are written
};

struct BackwardScratch {
  PackedMatrix packed;
  std::vector<const float*> rows;
  std::vector<float> zeros;
  std::vector<float> weights;  // rearranged or padded weights and their gradients
  std::vector<float> lanes;    // one value per channel, repeated; and sums of that form
  Tensor first;
  Tensor second;
  WinogradScratch winograd;
};

}  // namespace second_opinion
