// Each layer: the layout it needs, then its operators.
#include "native_trainer/export/onnx_layers.hpp"

#include <cmath>

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

}  // namespace

OnnxLayers::OnnxLayers(OnnxGraph& graph, const Network& network, const std::string& input)
    : graph_(graph),
      network_(network),
      value_{input, Layout::kPicture, network.layers.front().input} {}

std::span<const float> OnnxLayers::parameter(const LayerPlan& layer, int which) const {
  if (which >= layer.parameter_count) return {};
  return network_.parameters[static_cast<std::size_t>(layer.first_parameter + which)].values;
}

void OnnxLayers::to_picture() {
  if (value_.layout == Layout::kPicture) return;
  const Shape& s = value_.shape;
  if (value_.layout == Layout::kTokens)
    set(graph_.node("channels_first", "Transpose", {value_.name}, {{"perm", Integers{0, 2, 1}}}));
  set(graph_.node(
      "picture", "Reshape",
      {value_.name, graph_.integers("picture_shape", {0, s.channels, s.height, s.width})}));
  value_.layout = Layout::kPicture;
}

OnnxLayers::Value OnnxLayers::tokens_of(const Value& value, const std::string& name) {
  const Shape& s = value.shape;
  Value tokens{value.name, Layout::kTokens, s};
  if (value.layout == Layout::kVector) {
    tokens.name = graph_.node(name, "Reshape",
                              {value.name, graph_.integers(name + "_shape", {0, 1, s.channels})});
  } else if (value.layout == Layout::kPicture) {
    const std::string shape = graph_.integers(name + "_shape", {0, s.channels, s.positions()});
    const std::string positions = graph_.node(name + "_positions", "Reshape", {value.name, shape});
    tokens.name = graph_.node(name, "Transpose", {positions}, {{"perm", Integers{0, 2, 1}}});
  }
  return tokens;
}

void OnnxLayers::to_vector() {
  if (value_.layout == Layout::kVector) return;
  set_vector(graph_.node("flat", "Flatten", {value_.name}, {{"axis", std::int64_t{1}}}));
}

void OnnxLayers::set_vector(const std::string& name) {
  set(name);
  value_.layout = Layout::kVector;
}

bool OnnxLayers::add(const LayerPlan& layer) {
  graph_.begin(std::to_string(&layer - network_.layers.data()) + "." +
               std::string(layer_kind_name(layer.spec.kind)) + ".");
  switch (layer.spec.kind) {
    case LayerKind::kBatchNorm:
      return false;
    case LayerKind::kLinear:
      linear(layer);
      break;
    case LayerKind::kConvolution:
      convolution(layer, layer.spec.stride);
      break;
    case LayerKind::kPatchEmbedding:
      convolution(layer, patch_pitch(layer.spec));
      break;
    case LayerKind::kLayerNorm:
      layer_norm(layer);
      break;
    case LayerKind::kRelu:
      set(graph_.node("output", "Relu", {value_.name}));
      break;
    case LayerKind::kGelu:
      gelu();
      break;
    case LayerKind::kSigmoid:
      set(graph_.node("output", "Sigmoid", {value_.name}));
      break;
    case LayerKind::kMaxPool:
      pool(layer, "MaxPool");
      break;
    case LayerKind::kAveragePool:
      pool(layer, "AveragePool");
      break;
    case LayerKind::kGlobalAveragePool:
      set_vector(global("average", "GlobalAveragePool", "ReduceMean"));
      break;
    case LayerKind::kGlobalMaxPool:
      set_vector(global("maximum", "GlobalMaxPool", "ReduceMax"));
      break;
    case LayerKind::kGlobalAverageMaxPool:
      global_both();
      break;
    case LayerKind::kDropout:
      break;
    case LayerKind::kPositionEmbedding:
      position_embedding(layer);
      break;
    case LayerKind::kAttention:
      attention(layer);
      break;
    case LayerKind::kResidualBegin:
      residuals_.push_back(value_);
      break;
    case LayerKind::kResidualEnd:
      residual_end();
      break;
    case LayerKind::kClassToken:
      class_token(layer);
      break;
    case LayerKind::kFirstToken:
      to_tokens();
      set_vector(graph_.node("output", "Gather", {value_.name, graph_.index("first", 0)},
                             {{"axis", std::int64_t{1}}}));
      break;
  }
  value_.shape = layer.output;
  return true;
}

std::string OnnxLayers::finish() {
  graph_.begin("");
  to_vector();
  return value_.name;
}

void OnnxLayers::linear(const LayerPlan& layer) {
  if (layer.spec.flatten || value_.layout == Layout::kVector) return linear_vector(layer);
  to_tokens();
  set(project("", value_.name, layer.input.channels, layer.spec.units, parameter(layer, 0),
              parameter(layer, 1)));
}

void OnnxLayers::linear_vector(const LayerPlan& layer) {
  const bool turned = value_.layout == Layout::kPicture;
  const Shape& in = layer.input;
  to_vector();
  const std::int64_t units = layer.spec.units;
  std::vector<float> rearranged;
  if (turned)
    rearranged =
        channels_first_rows(parameter(layer, 0), in.positions(), in.channels, layer.spec.units);
  std::vector<std::string> inputs{
      value_.name,
      graph_.constant("weight", {in.features(), units}, turned ? rearranged : parameter(layer, 0))};
  if (layer.parameter_count > 1)
    inputs.push_back(graph_.constant("bias", {units}, parameter(layer, 1)));
  set(graph_.node("output", "Gemm", inputs));
}

void OnnxLayers::convolution(const LayerPlan& layer, int pitch) {
  to_picture();
  const LayerSpec& s = layer.spec;
  const int inputs = layer.input.channels;
  std::vector<std::string> names{
      value_.name,
      graph_.constant("weight", {s.units, inputs, s.kernel, s.kernel},
                      channels_first_kernel(parameter(layer, 0), s.kernel, inputs, s.units))};
  if (layer.parameter_count > 1)
    names.push_back(graph_.constant("bias", {s.units}, parameter(layer, 1)));
  const std::int64_t padding = s.padding;
  set(graph_.node("output", "Conv", names,
                  {{"kernel_shape", Integers{s.kernel, s.kernel}},
                   {"strides", Integers{pitch, pitch}},
                   {"pads", Integers{padding, padding, padding, padding}}}));
}

// In the order in which runtimes look for it, to make one operator of the five.
void OnnxLayers::gelu() {
  const std::string scaled =
      graph_.node("scaled", "Div", {value_.name, graph_.constant("root_of_two", std::sqrt(2.0f))});
  const std::string erf = graph_.node("erf", "Erf", {scaled});
  const std::string raised = graph_.node("raised", "Add", {erf, graph_.constant("one", 1.0f)});
  const std::string product = graph_.node("product", "Mul", {value_.name, raised});
  set(graph_.node("output", "Mul", {product, graph_.constant("half", 0.5f)}));
}

void OnnxLayers::pool(const LayerPlan& layer, const char* operation) {
  to_picture();
  const LayerSpec& s = layer.spec;
  set(graph_.node(
      "output", operation, {value_.name},
      {{"kernel_shape", Integers{s.kernel, s.kernel}}, {"strides", Integers{s.stride, s.stride}}}));
}

// → the name of (N,C); the value itself stays as it was.
std::string OnnxLayers::global(const char* name, const char* of_pictures, const char* of_tokens) {
  if (value_.layout == Layout::kVector) return graph_.node(name, "Identity", {value_.name});
  if (value_.layout == Layout::kTokens)
    return graph_.node(name, of_tokens, {value_.name},
                       {{"axes", Integers{1}}, {"keepdims", std::int64_t{0}}});
  return graph_.node(name, "Flatten",
                     {graph_.node(std::string(name) + "_map", of_pictures, {value_.name})});
}

void OnnxLayers::global_both() {
  const std::string average = global("average", "GlobalAveragePool", "ReduceMean");
  const std::string maximum = global("maximum", "GlobalMaxPool", "ReduceMax");
  set_vector(graph_.node("output", "Concat", {average, maximum}, {{"axis", std::int64_t{1}}}));
}

void OnnxLayers::residual_end() {
  Value begin = residuals_.back();
  residuals_.pop_back();
  if (begin.layout != value_.layout) {
    begin = tokens_of(begin, "residual_tokens");
    to_tokens();
  }
  set(graph_.node("output", "Add", {value_.name, begin.name}));
}

}  // namespace second_opinion
