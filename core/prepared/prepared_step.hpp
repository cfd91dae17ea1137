// One step of a prepared network: what prepared_plan.cpp writes down and
// prepared_network.cpp runs. Nobody else's.
#pragma once

#include <array>
#include <vector>

#include "core/kernels/gemm.hpp"
#include "core/layers/winograd_convolution.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

enum class StepKind {
  kConvolution,
  kWinograd,
  kLinear,
  kAttention,
  kLayerNorm,
  kFirstToken,
  kAdd,
  kPlain
};

inline constexpr int kImages = -1;  // in place of a buffer: the images themselves

struct PreparedStep {
  StepKind kind = StepKind::kPlain;
  LayerSpec layer;
  Shape input;   // batch = 1
  Shape output;  // batch = 1
  int from = kImages;
  int to = 0;
  int added = kImages;      // kAdd: the other buffer
  bool accumulate = false;  // kLinear, kAttention: added to what stands in `to`
  bool relu = false;        // kConvolution, kWinograd, kLinear
  bool gelu = false;        // kLinear
  bool pool = false;        // kWinograd
  // Only the first position of every image is wanted. Where a buffer still has room for all of
  // them, the rows of one image and the next are a whole image apart.
  bool first_only = false;
  bool from_sparse = false;
  bool to_sparse = false;

  PackedMatrix weight;  // kConvolution, kLinear; kAttention: queries ‖ keys ‖ values, or what
                        // prepared_attention.cpp makes of them
  PackedMatrix projection;  // kAttention
  WinogradWeights winograd;
  std::array<std::vector<float>, 4> parameters;  // in the layer's order, without what is packed
};

struct PreparedPlan {
  std::vector<PreparedStep> steps;
  int buffers = 0;
  int logits = 0;
  int last_layer_input = kImages;
};

PreparedPlan prepare_plan(const Network& network);

}  // namespace second_opinion
