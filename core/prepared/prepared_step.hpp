// The steps of a prepared network: prepared_plan.cpp writes them down, prepared_network.cpp runs
// them. A step is one layer with its weights made ready, or several layers done at once. Nobody
// else's.
#pragma once

#include <array>
#include <variant>
#include <vector>

#include "core/kernels/gemm.hpp"
#include "core/layers/winograd_convolution.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

// A convolution or an embedding of patches.
struct ConvolutionStep {
  ConvolutionShape shape;
  PackedMatrix weight{};
  std::vector<float> bias{};
  Clamp clamp = Clamp::kNone;  // a ReLU that follows
};

// A convolution that winograd_suits, perhaps with the ReLU and the pool that follow.
struct WinogradStep {
  WinogradWeights weights{};
  std::vector<float> bias{};
  WinogradEnding ending{};
};

struct LinearStep {
  bool flatten = false;
  PackedMatrix weight{};
  std::vector<float> bias{};
  Clamp clamp = Clamp::kNone;  // a ReLU that follows
  bool gelu = false;           // a GELU that follows

  // Whether nothing follows, so that a residual can be summed in place.
  bool sums_alone() const { return clamp == Clamp::kNone && !gelu; }
};

// What the two products hold is said in prepared_attention.cpp.
struct AttentionStep {
  int heads = 0;
  PackedMatrix before{};
  std::vector<float> bias_before{};
  PackedMatrix after{};
  std::vector<float> bias_after{};
};

struct LayerNormStep {
  std::vector<float> scale{};
  std::vector<float> shift{};
};

struct FirstTokenStep {};

// The end of a residual that could not be added in place.
struct AddStep {
  int other = 0;  // the buffer of the other operand
};

// Any other layer, run as forward() runs it.
struct PlainStep {
  LayerSpec layer;
  std::array<std::vector<float>, 4> parameters;
};

using StepWork = std::variant<ConvolutionStep, WinogradStep, LinearStep, AttentionStep,
                              LayerNormStep, FirstTokenStep, AddStep, PlainStep>;

inline constexpr int kImages = -1;  // in place of a buffer: the images themselves

struct PreparedStep {
  StepWork work;
  Shape input;   // batch = 1
  Shape output;  // batch = 1
  int from = kImages;
  int to = 0;
  bool accumulate = false;  // LinearStep, AttentionStep: added to what stands in `to`
  // Only the first position of every image is wanted. Where a buffer still has room for all of
  // them, it is sparse: the rows of one image and the next are a whole image apart.
  bool first_only = false;
  bool from_sparse = false;
  bool to_sparse = false;
};

struct PreparedPlan {
  std::vector<PreparedStep> steps;
  int buffers = 0;
  int logits = 0;
  int last_layer_input = kImages;
};

PreparedPlan prepare_plan(const Network& network);

// Reuse one per thread: a pass allocates only while they grow.
struct PreparedBuffers {
  std::vector<Tensor> tensors;
  Tensor qkv;
  Tensor context;
  Workspace plain;  // of layers that are run as forward() runs them
};

}  // namespace second_opinion
