// A visitor with a function per kind of layer: the layout it needs, then its operators. It is one
// long file because the functions share the layouts that this visitor keeps track of.
#include "native_trainer/export/onnx_layers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "native_trainer/export/layer_walk.hpp"

namespace second_opinion {
namespace {

// Rows of a convolution's weight run over (kernel row, kernel column, input channel): → (output,
// input, row, column).
std::vector<float> channels_first_kernel(std::span<const float> weight, int kernel, int inputs,
                                         int outputs) {
  std::vector<float> turned(weight.size());
  const int taps = kernel * kernel;
  for (int tap = 0; tap < taps; ++tap)
    for (int in = 0; in < inputs; ++in)
      for (int out = 0; out < outputs; ++out)
        turned[(static_cast<std::size_t>(out) * inputs + in) * taps + tap] =
            weight[(static_cast<std::size_t>(tap) * inputs + in) * outputs + out];
  return turned;
}

// Rows that run over (position, channel) → rows that run over (channel, position).
std::vector<float> channels_first_rows(std::span<const float> weight, int positions, int channels,
                                       int outputs) {
  std::vector<float> turned(weight.size());
  for (int position = 0; position < positions; ++position)
    for (int channel = 0; channel < channels; ++channel)
      for (int out = 0; out < outputs; ++out)
        turned[(static_cast<std::size_t>(channel) * positions + position) * outputs + out] =
            weight[(static_cast<std::size_t>(position) * channels + channel) * outputs + out];
  return turned;
}

// Tokens are (N,H·W,C) here too; a picture is (N,C,H,W).
struct OnnxLayers : LayerWalk {
  OnnxGraph& graph;

  OnnxLayers(OnnxGraph& to, const std::string& images, const Shape& shape)
      : LayerWalk({images, Layout::kPicture, shape}), graph(to) {}

  void begin(std::size_t index, const std::string& kind) {
    graph.begin(std::to_string(index) + "." + kind + ".");
  }

  void operator()(const Linear& kind) {
    if (kind.flatten || value.layout == Layout::kVector) return linear_vector(kind.units);
    to_tokens();
    keep(project("", value.name, input().channels, kind.units, parameters[0], parameters[1]));
  }

  void operator()(const Convolution& kind) { convolution(kind.shape()); }
  void operator()(const PatchEmbedding& kind) { convolution(kind.shape()); }

  void operator()(const BatchNorm&) { assert(false && "why_not_exported"); }

  void operator()(const LayerNorm&) {
    if (value.layout == Layout::kPicture) to_tokens();
    const std::int64_t channels = input().channels;
    keep(graph.node("output", "LayerNormalization",
                    {value.name, graph.constant("scale", {channels}, parameters[0]),
                     graph.constant("shift", {channels}, parameters[1])},
                    {{"axis", std::int64_t{-1}}, {"epsilon", kLayerNormEpsilon}}));
  }

  void operator()(const Relu&) { keep(graph.node("output", "Relu", {value.name})); }
  void operator()(const Sigmoid&) { keep(graph.node("output", "Sigmoid", {value.name})); }

  // In the order in which runtimes look for it, to make one operator of the five.
  void operator()(const Gelu&) {
    const std::string scaled =
        graph.node("scaled", "Div", {value.name, graph.constant("root_of_two", std::sqrt(2.0f))});
    const std::string erf = graph.node("erf", "Erf", {scaled});
    const std::string raised = graph.node("raised", "Add", {erf, graph.constant("one", 1.0f)});
    const std::string product = graph.node("product", "Mul", {value.name, raised});
    keep(graph.node("output", "Mul", {product, graph.constant("half", 0.5f)}));
  }

  void operator()(const MaxPool& kind) { pool("MaxPool", kind.kernel, kind.stride); }
  void operator()(const AveragePool& kind) { pool("AveragePool", kind.kernel, kind.stride); }
  void operator()(const GlobalAveragePool&) {
    set(global("average", "GlobalAveragePool", "ReduceMean"), Layout::kVector);
  }
  void operator()(const GlobalMaxPool&) {
    set(global("maximum", "GlobalMaxPool", "ReduceMax"), Layout::kVector);
  }
  void operator()(const GlobalAverageMaxPool&) {
    const std::string average = global("average", "GlobalAveragePool", "ReduceMean");
    const std::string maximum = global("maximum", "GlobalMaxPool", "ReduceMax");
    set(graph.node("output", "Concat", {average, maximum}, {{"axis", std::int64_t{1}}}),
        Layout::kVector);
  }

  void operator()(const Dropout&) {}

  void operator()(const PositionEmbedding&) {
    to_tokens();
    keep(graph.node(
        "output", "Add",
        {value.name,
         graph.constant("positions", {1, input().positions(), input().channels}, parameters[0])}));
  }

  // A row of zeros goes before the positions, and the token is added to it: no shape depends on
  // the batch.
  void operator()(const ClassToken&) {
    to_tokens();
    const Shape& output = layer->output;
    std::vector<float> rows(static_cast<std::size_t>(output.features()), 0.0f);
    std::ranges::copy(parameters[0], rows.begin());
    const std::string padded =
        graph.node("padded", "Pad", {value.name, graph.integers("pads", {0, 1, 0, 0, 0, 0})});
    keep(graph.node(
        "output", "Add",
        {padded, graph.constant("token", {1, output.positions(), output.channels}, rows)}));
  }

  void operator()(const FirstToken&) {
    to_tokens();
    set(graph.node("output", "Gather", {value.name, graph.index("first", 0)},
                   {{"axis", std::int64_t{1}}}),
        Layout::kVector);
  }

  void operator()(const Attention& kind) {
    to_tokens();
    const int tokens = input().positions(), width = input().channels, heads = kind.heads,
              head_width = width / heads;
    const std::string all =
        project("qkv_", value.name, width, 3 * width, parameters[0], parameters[1]);
    const auto parts = graph.nodes("part", "Split", {all}, {{"axis", std::int64_t{2}}}, 3);
    const std::string shape = graph.integers("heads_shape", {0, tokens, heads, head_width});
    const auto by_head = [&](const std::string& name, const std::string& part, Integers order) {
      return graph.node(name, "Transpose", {graph.node(name + "_heads", "Reshape", {part, shape})},
                        {{"perm", std::move(order)}});
    };
    const std::string queries = by_head("queries", parts[0], {0, 2, 1, 3});
    const std::string keys = by_head("keys", parts[1], {0, 2, 3, 1});
    const std::string values = by_head("values", parts[2], {0, 2, 1, 3});
    const std::string scores =
        graph.node("scores", "Mul",
                   {graph.node("similarity", "MatMul", {queries, keys}),
                    graph.constant("scale", 1.0f / std::sqrt(static_cast<float>(head_width)))});
    const std::string attended =
        graph.node("attention", "Softmax", {scores}, {{"axis", std::int64_t{-1}}});
    const std::string context = graph.node(
        "context", "Transpose", {graph.node("context_heads", "MatMul", {attended, values})},
        {{"perm", Integers{0, 2, 1, 3}}});
    const std::string joined = graph.node(
        "joined", "Reshape", {context, graph.integers("joined_shape", {0, tokens, width})});
    keep(project("output_", joined, width, width, parameters[2], parameters[3]));
  }

  void operator()(const ResidualBegin&) { residuals.push_back(value); }

  void operator()(const ResidualEnd&) {
    ExportValue begin = residuals.back();
    residuals.pop_back();
    if (begin.layout != value.layout) {
      begin = tokens_of(begin, "residual_tokens");
      to_tokens();
    }
    keep(graph.node("output", "Add", {value.name, begin.name}));
  }

  // The value is now what `name` gives, in the same layout.
  void keep(const std::string& name) { set(name, value.layout); }

  void to_picture() {
    if (value.layout == Layout::kPicture) return;
    const Shape& s = value.shape;
    if (value.layout == Layout::kTokens)
      keep(graph.node("channels_first", "Transpose", {value.name}, {{"perm", Integers{0, 2, 1}}}));
    const std::string shape = graph.integers("picture_shape", {0, s.channels, s.height, s.width});
    set(graph.node("picture", "Reshape", {value.name, shape}), Layout::kPicture);
  }

  void to_tokens() { value = tokens_of(value, "tokens"); }

  ExportValue tokens_of(const ExportValue& from, const std::string& name) {
    const Shape& s = from.shape;
    ExportValue tokens{from.name, Layout::kTokens, s};
    if (from.layout == Layout::kVector) {
      tokens.name = graph.node(name, "Reshape",
                               {from.name, graph.integers(name + "_shape", {0, 1, s.channels})});
    } else if (from.layout == Layout::kPicture) {
      const std::string shape = graph.integers(name + "_shape", {0, s.channels, s.positions()});
      const std::string positions = graph.node(name + "_positions", "Reshape", {from.name, shape});
      tokens.name = graph.node(name, "Transpose", {positions}, {{"perm", Integers{0, 2, 1}}});
    }
    return tokens;
  }

  void to_vector() {
    if (value.layout == Layout::kVector) return;
    set(graph.node("flat", "Flatten", {value.name}, {{"axis", std::int64_t{1}}}), Layout::kVector);
  }

  // tokens · weight + bias.
  std::string project(const std::string& name, const std::string& from, int inputs, int outputs,
                      std::span<const float> weight, std::span<const float> bias) {
    const std::string product =
        graph.node(name + "product", "MatMul",
                   {from, graph.constant(name + "weight", {inputs, outputs}, weight)});
    if (bias.empty()) return product;
    return graph.node(name + "output", "Add",
                      {product, graph.constant(name + "bias", {outputs}, bias)});
  }

  void linear_vector(std::int64_t units) {
    const Shape& in = input();
    const bool turned = value.layout == Layout::kPicture;
    to_vector();
    std::vector<float> rearranged;
    if (turned)
      rearranged =
          channels_first_rows(parameters[0], in.positions(), in.channels, static_cast<int>(units));
    std::vector<std::string> inputs{
        value.name,
        graph.constant("weight", {in.features(), units}, turned ? rearranged : parameters[0])};
    if (!parameters[1].empty()) inputs.push_back(graph.constant("bias", {units}, parameters[1]));
    keep(graph.node("output", "Gemm", inputs));
  }

  void convolution(const ConvolutionShape& s) {
    to_picture();
    const int inputs = input().channels;
    std::vector<std::string> names{
        value.name,
        graph.constant("weight", {s.channels, inputs, s.kernel, s.kernel},
                       channels_first_kernel(parameters[0], s.kernel, inputs, s.channels))};
    if (!parameters[1].empty())
      names.push_back(graph.constant("bias", {s.channels}, parameters[1]));
    const std::int64_t padding = s.padding;
    keep(graph.node("output", "Conv", names,
                    {{"kernel_shape", Integers{s.kernel, s.kernel}},
                     {"strides", Integers{s.stride, s.stride}},
                     {"pads", Integers{padding, padding, padding, padding}}}));
  }

  void pool(const char* operation, int kernel, int stride) {
    to_picture();
    keep(graph.node(
        "output", operation, {value.name},
        {{"kernel_shape", Integers{kernel, kernel}}, {"strides", Integers{stride, stride}}}));
  }

  // → the name of (N,C); the value itself stays as it was.
  std::string global(const char* name, const char* of_pictures, const char* of_tokens) {
    if (value.layout == Layout::kVector) return graph.node(name, "Identity", {value.name});
    if (value.layout == Layout::kTokens)
      return graph.node(name, of_tokens, {value.name},
                        {{"axes", Integers{1}}, {"keepdims", std::int64_t{0}}});
    return graph.node(name, "Flatten",
                      {graph.node(std::string(name) + "_map", of_pictures, {value.name})});
  }
};

}  // namespace

std::string add_onnx_layers(const Network& network, const std::string& input, OnnxGraph& graph) {
  OnnxLayers layers(graph, input, network.layers.front().input);
  walk_layers(network, layers);
  graph.begin("");
  layers.to_vector();
  return layers.value.name;
}

}  // namespace second_opinion
