// What exports have in common: a walk through the layers that carries the value between them along.
// What a layer becomes is said by the visitor of each format, with a function per kind.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/network/network.hpp"

namespace second_opinion {

// How a format has the value: a picture, tokens (N,H·W,C) or vectors (N,C). Each layer asks for the
// one that it works on.
enum class Layout { kPicture, kTokens, kVector };

struct ExportValue {
  std::string name;  // as the format knows it
  Layout layout = Layout::kPicture;
  Shape shape;  // batch = 1
};

// Where the walk stands. A visitor of layers derives from it and has, beside a function per kind,
// begin(index, name of the kind).
struct LayerWalk {
  explicit LayerWalk(ExportValue input) : value(std::move(input)) {}

  const LayerPlan* layer = nullptr;  // the one at hand
  LayerParameters parameters;        // its own
  ExportValue value;                 // before its function its input, afterwards its output
  std::vector<ExportValue> residuals;

  const Shape& input() const { return layer->input; }
  void set(std::string name, Layout layout) {
    value.name = std::move(name);
    value.layout = layout;
  }
};

// visitor: derived from LayerWalk. why_not_exported has nothing to say.
template <typename Visitor>
void walk_layers(const Network& network, Visitor& visitor) {
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const LayerPlan& layer = network.layers[i];
    visitor.layer = &layer;
    visitor.parameters = layer_parameters(network, layer);
    visitor.begin(i, std::string(layer_name(layer.spec)));
    std::visit(visitor, layer.spec);
    visitor.value.shape = layer.output;
  }
}

// Why the network cannot be exported; empty when it can.
inline std::string why_not_exported(const Network& network) {
  for (const LayerPlan& layer : network.layers) {
    if (is<BatchNorm>(layer.spec))
      return "the network holds batch norm; fold it into the layers before it first";
  }
  return {};
}

}  // namespace second_opinion
