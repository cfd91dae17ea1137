// A network as described data: a list of layers, the parameters that the list asks for, and one
// forward pass that runs the layers one after the other. Families (linear, MLP, CNN, transformer)
// are such lists, not types. No training, no file format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/tensor.hpp"
#include "core/network/layer_kinds.hpp"

namespace second_opinion {

// The numbers are part of the weights format: never renumber.
enum class Family : std::uint8_t { kLinear = 1, kMlp = 2, kCnn = 3, kTransformer = 4 };

struct NetworkSpec {
  Family family = Family::kLinear;
  std::vector<LayerSpec> layers;
  bool operator==(const NetworkSpec&) const = default;
};

// One learned matrix, row-major. Weights are inputs × outputs, so that a layer
// is x·W; a convolution's rows run over (kernel row, kernel column, input channel).
struct Parameter {
  std::string name;  // "3.convolution.weight": index in the layer list, kind, role
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

// Caps checked before anything is allocated: a hostile file cannot ask for more. A layer's own are
// in core/layers/layer.hpp.
inline constexpr int kMaxLayers = 256;
// The coursework's largest network has 28 million.
inline constexpr std::size_t kMaxParameters = 32u << 20;

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

LayerParameters layer_parameters(const Network& network, const LayerPlan& layer);

// images: (B,28,28,1), already normalised → logits (B,1,1,10). The returned reference lives in the
// workspace until the next call.
const Tensor& forward(const Network& network, const Tensor& images, Workspace& workspace);

// What the last layer saw in that forward pass, of the same images.
const Tensor& last_layer_input(const Network& network, const Tensor& images,
                               const Workspace& workspace);

// The same function without batch norm: every batch norm that follows a
// convolution or linear layer is folded into its weights and bias.
Network fold_batch_norm(const Network& network);

}  // namespace second_opinion
