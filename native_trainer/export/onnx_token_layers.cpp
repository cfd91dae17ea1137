// The layers of a transformer: what works on tokens (N,T,C).
#include <algorithm>
#include <cmath>

#include "core/layers/normalization.hpp"
#include "native_trainer/export/onnx_layers.hpp"

namespace second_opinion {

// tokens · weight + bias.
std::string OnnxLayers::project(const std::string& name, const std::string& input, int inputs,
                                int outputs, std::span<const float> weight,
                                std::span<const float> bias) {
  const std::string product =
      graph_.node(name + "product", "MatMul",
                  {input, graph_.constant(name + "weight", {inputs, outputs}, weight)});
  if (bias.empty()) return product;
  return graph_.node(name + "output", "Add",
                     {product, graph_.constant(name + "bias", {outputs}, bias)});
}

void OnnxLayers::layer_norm(const LayerPlan& layer) {
  if (value_.layout == Layout::kPicture) to_tokens();
  const std::int64_t channels = layer.input.channels;
  set(graph_.node("output", "LayerNormalization",
                  {value_.name, graph_.constant("scale", {channels}, parameter(layer, 0)),
                   graph_.constant("shift", {channels}, parameter(layer, 1))},
                  {{"axis", std::int64_t{-1}}, {"epsilon", kLayerNormEpsilon}}));
}

void OnnxLayers::position_embedding(const LayerPlan& layer) {
  to_tokens();
  set(graph_.node(
      "output", "Add",
      {value_.name, graph_.constant("positions", {1, layer.input.positions(), layer.input.channels},
                                    parameter(layer, 0))}));
}

// A row of zeros goes before the positions, and the token is added to it: no shape depends on the
// batch.
void OnnxLayers::class_token(const LayerPlan& layer) {
  to_tokens();
  std::vector<float> rows(static_cast<std::size_t>(layer.output.features()), 0.0f);
  const auto token = parameter(layer, 0);
  std::copy(token.begin(), token.end(), rows.begin());
  const std::string padded =
      graph_.node("padded", "Pad", {value_.name, graph_.integers("pads", {0, 1, 0, 0, 0, 0})});
  set(graph_.node(
      "output", "Add",
      {padded,
       graph_.constant("token", {1, layer.output.positions(), layer.output.channels}, rows)}));
}

void OnnxLayers::attention(const LayerPlan& layer) {
  to_tokens();
  const int tokens = layer.input.positions(), width = layer.input.channels,
            heads = layer.spec.heads, head_width = width / heads;
  const std::string all =
      project("qkv_", value_.name, width, 3 * width, parameter(layer, 0), parameter(layer, 1));
  const auto parts = graph_.nodes("part", "Split", {all}, {{"axis", std::int64_t{2}}}, 3);
  const std::string shape = graph_.integers("heads_shape", {0, tokens, heads, head_width});
  const auto by_head = [&](const std::string& name, const std::string& part, Integers order) {
    return graph_.node(name, "Transpose", {graph_.node(name + "_heads", "Reshape", {part, shape})},
                       {{"perm", std::move(order)}});
  };
  const std::string queries = by_head("queries", parts[0], {0, 2, 1, 3});
  const std::string keys = by_head("keys", parts[1], {0, 2, 3, 1});
  const std::string values = by_head("values", parts[2], {0, 2, 1, 3});
  const std::string scores =
      graph_.node("scores", "Mul",
                  {graph_.node("similarity", "MatMul", {queries, keys}),
                   graph_.constant("scale", 1.0f / std::sqrt(static_cast<float>(head_width)))});
  const std::string attended =
      graph_.node("attention", "Softmax", {scores}, {{"axis", std::int64_t{-1}}});
  const std::string context = graph_.node(
      "context", "Transpose", {graph_.node("context_heads", "MatMul", {attended, values})},
      {{"perm", Integers{0, 2, 1, 3}}});
  const std::string joined = graph_.node(
      "joined", "Reshape", {context, graph_.integers("joined_shape", {0, tokens, width})});
  set(project("output_", joined, width, width, parameter(layer, 2), parameter(layer, 3)));
}

}  // namespace second_opinion
