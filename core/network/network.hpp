// A network as described data: a list of layers, the parameters that the list
// asks for, and one forward pass that interprets it. Families (linear, MLP,
// CNN, transformer) are such lists, not types. No training, no file format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/tensor.hpp"

namespace second_opinion {

enum class Family : std::uint8_t { kLinear = 1, kMlp = 2, kCnn = 3, kTransformer = 4 };

// The numbers are part of the weights format: never renumber.
enum class LayerKind : std::uint8_t {
  kLinear = 1,  // units; (B,H,W,C) → (B,1,1,units) when flatten, else per position → (B,H,W,units)
  kConvolution = 2,  // units = output channels, kernel, stride, padding, bias
  kBatchNorm = 3,  // per channel; gone from inference files (folded into the convolution before it)
  kLayerNorm = 4,  // per position over channels
  kRelu = 5,
  kGelu = 6,  // exact, with erf
  kSigmoid = 7,
  kMaxPool = 8,             // kernel, stride
  kAveragePool = 9,         // kernel, stride
  kGlobalAveragePool = 10,  // (B,H,W,C) → (B,1,1,C)
  kGlobalMaxPool = 11,
  kGlobalAverageMaxPool = 12,  // average ‖ maximum → (B,1,1,2C)
  kDropout = 13,               // rate; the identity outside training
  kPatchEmbedding = 14,        // units = width, kernel = side of a patch; with stride and padding,
                               // patches overlap (patch_pitch)
  kPositionEmbedding = 15,     // adds one learned vector per position
  kAttention = 16,  // heads; multi-head self-attention over the H·W positions, projections included
  kResidualBegin = 17,  // remembers its input …
  kResidualEnd = 18,    // … which is added here; rate = stochastic depth in training
  kClassToken = 19,  // puts one learned vector before the positions: (B,H,W,C) → (B,1,H·W+1,C)
  kFirstToken = 20,  // keeps the first position alone: (B,H,W,C) → (B,1,1,C)
};

inline constexpr LayerKind kLastLayerKind = LayerKind::kFirstToken;

// One layer. Fields that a kind does not name stay at their defaults.
struct LayerSpec {
  LayerKind kind = LayerKind::kRelu;
  int units = 0;
  int kernel = 0;
  int stride = 1;
  int padding = 0;
  int heads = 0;
  bool bias = true;      // kLinear, kConvolution
  bool flatten = false;  // kLinear
  float rate = 0;        // kDropout, kResidualEnd
  bool operator==(const LayerSpec&) const = default;
};

// From one patch to the next: a stride of 1, which no useful embedding has, means patches edge to
// edge.
inline int patch_pitch(const LayerSpec& spec) {
  return spec.stride > 1 ? spec.stride : spec.kernel;
}

struct NetworkSpec {
  Family family = Family::kLinear;
  std::vector<LayerSpec> layers;
  bool operator==(const NetworkSpec&) const = default;
};

// What a parameter is decides weight decay, initial values and storage.
enum class ParameterRole : std::uint8_t {
  kWeight,
  kBias,
  kNormScale,
  kNormShift,
  kPosition,
  kRunningMean,
  kRunningVariance
};

// One learned matrix, row-major. Weights are inputs × outputs, so that a layer
// is x·W; a convolution's rows run over (kernel row, kernel column, input channel).
struct Parameter {
  std::string name;  // "3.conv.weight": index in the layer list, kind, role
  ParameterRole role = ParameterRole::kWeight;
  int layer = 0;
  int rows = 0;
  int columns = 0;
  std::vector<float> values;
};

// Shapes and parameters that a layer needs, worked out once per specification.
struct LayerPlan {
  LayerSpec spec;
  Shape input;              // batch = 1
  Shape output;             // batch = 1
  int first_parameter = 0;  // index into Network::parameters
  int parameter_count = 0;
};

// Caps checked before anything is allocated: a hostile file cannot ask for more.
inline constexpr int kMaxLayers = 256;
inline constexpr std::size_t kMaxParameters =
    32u << 20;  // the coursework's largest network has 28 million
inline constexpr int kMaxUnits = 65536;
inline constexpr int kMaxFeatures = 4 << 20;  // values between two layers, per image

struct NetworkPlan {
  std::vector<LayerPlan> layers;
  std::vector<Parameter> parameters;  // values empty
  std::size_t parameter_total = 0;    // learned numbers, running statistics not counted
  double multiply_adds = 0;           // per image
};

// Shapes through the whole list from (1,28,28,1) to (1,1,1,10), or one sentence
// that says which layer cannot follow the one before it and why.
Result<NetworkPlan, std::string> plan_network(const NetworkSpec& spec);

struct Network {
  NetworkSpec spec;
  std::vector<LayerPlan> layers;
  std::vector<Parameter> parameters;

  // Parameters all zero. Asserts that the specification is valid: check with plan_network first.
  static Network zeros(const NetworkSpec& spec);
};

std::size_t parameter_total(const Network& network);  // learned numbers
double multiply_adds(const Network& network);         // per image
std::string_view family_name(Family family);          // "linear", "mlp", "cnn", "transformer"
std::string_view layer_kind_name(LayerKind kind);     // "linear", "convolution", … as in recipes

// Buffers of a forward pass; reuse one per thread.
struct Workspace {
  std::vector<Tensor> outputs;  // one per layer, kept when keep_activations
  std::vector<Tensor> scratch;
  std::vector<Tensor>
      attention;  // per attention layer (B, heads, T, T) probabilities, kept when keep_activations
  bool keep_activations = false;
};

// images: (B,28,28,1), already normalised → logits (B,1,1,10). The returned
// reference lives in the workspace until the next call.
const Tensor& forward(const Network& network, const Tensor& images, Workspace& workspace);

// What the last layer saw in that forward pass, of the same images.
const Tensor& last_layer_input(const Network& network, const Tensor& images,
                               const Workspace& workspace);

// The same function without batch norm: every batch norm that follows a
// convolution or linear layer is folded into its weights and bias.
Network fold_batch_norm(const Network& network);

}  // namespace second_opinion
