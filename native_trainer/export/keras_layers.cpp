// Each layer: the layout it needs, then the layers of Keras.
#include "native_trainer/export/keras_layers.hpp"

namespace second_opinion {
KerasLayers::KerasLayers(KerasModel& model, const Network& network)
    : model_(model),
      network_(network),
      value_{model.layers.back().name, Layout::kPicture, network.layers.front().input} {}

std::span<const float> KerasLayers::parameter(const LayerPlan& layer, int which) const {
  if (which >= layer.parameter_count) return {};
  return network_.parameters[static_cast<std::size_t>(layer.first_parameter + which)].values;
}

std::string KerasLayers::put(const char* class_name, const std::string& name, Json config,
                             const std::vector<std::string>& inputs,
                             std::vector<KerasWeight> weights) {
  const std::string full = prefix_ + name;
  Json whole{{"name", full}, {"trainable", true}, {"dtype", "float32"}};
  whole.update(config);
  model_.layers.push_back({class_name, full, std::move(whole), inputs, std::move(weights)});
  return full;
}

KerasWeight KerasLayers::weight(const char* name, std::initializer_list<int> shape,
                                std::span<const float> values) {
  return {name, {shape.begin(), shape.end()}, {values.begin(), values.end()}};
}

KerasLayers::Value KerasLayers::shaped(const Value& value, Layout layout, const std::string& name) {
  if (value.layout == layout) return value;
  const Shape& s = value.shape;
  Json target = Json::array({s.channels});
  if (layout == Layout::kTokens) target = {s.positions(), s.channels};
  if (layout == Layout::kPicture) target = {s.height, s.width, s.channels};
  if (layout == Layout::kVector) target = {s.features()};
  const char* const names[] = {"picture", "tokens", "flat"};
  return {put("Reshape", name + names[static_cast<int>(layout)], {{"target_shape", target}},
              {value.name}),
          layout, s};
}

bool KerasLayers::add(const LayerPlan& layer) {
  const auto index = &layer - network_.layers.data();
  prefix_ =
      "layer_" + std::to_string(index) + "_" + std::string(layer_kind_name(layer.spec.kind)) + "_";
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
      activation("relu");
      break;
    case LayerKind::kGelu:
      activation("gelu");
      break;
    case LayerKind::kSigmoid:
      activation("sigmoid");
      break;
    case LayerKind::kMaxPool:
      pool(layer, "MaxPooling2D");
      break;
    case LayerKind::kAveragePool:
      pool(layer, "AveragePooling2D");
      break;
    case LayerKind::kGlobalAveragePool:
      set(global("average", "Average"), Layout::kVector);
      break;
    case LayerKind::kGlobalMaxPool:
      set(global("maximum", "Max"), Layout::kVector);
      break;
    case LayerKind::kGlobalAverageMaxPool:
      global_both();
      break;
    case LayerKind::kDropout:
      set(put("Dropout", "output", {{"rate", layer.spec.rate}}, {value_.name}), value_.layout);
      break;
    case LayerKind::kPositionEmbedding:
      add_rows("output", layer.input.positions(), layer.input.channels, parameter(layer, 0));
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
      first_token();
      break;
  }
  value_.shape = layer.output;
  return true;
}

std::string KerasLayers::finish() {
  prefix_ = "output_";
  to(Layout::kVector);
  return value_.name;
}

void KerasLayers::linear(const LayerPlan& layer) {
  if (layer.spec.flatten) to(Layout::kVector);
  const int inputs = layer.spec.flatten ? layer.input.features() : layer.input.channels;
  set(dense("output", value_.name, inputs, layer.spec.units, parameter(layer, 0),
            parameter(layer, 1)),
      value_.layout);
}

std::string KerasLayers::dense(const std::string& name, const std::string& input, int inputs,
                               int units, std::span<const float> kernel,
                               std::span<const float> bias) {
  std::vector<KerasWeight> weights{weight("kernel", {inputs, units}, kernel)};
  if (!bias.empty()) weights.push_back(weight("bias", {units}, bias));
  return put("Dense", name,
             {{"units", units}, {"activation", "linear"}, {"use_bias", !bias.empty()}}, {input},
             std::move(weights));
}

// Zeros are laid around first: Keras's own "same" would lay them elsewhere where the stride is
// not 1.
void KerasLayers::convolution(const LayerPlan& layer, int pitch) {
  to(Layout::kPicture);
  const LayerSpec& s = layer.spec;
  std::string input = value_.name;
  if (s.padding > 0) {
    const Json around{{s.padding, s.padding}, {s.padding, s.padding}};
    input = put("ZeroPadding2D", "padded", {{"padding", around}, {"data_format", "channels_last"}},
                {input});
  }
  std::vector<KerasWeight> weights{
      weight("kernel", {s.kernel, s.kernel, layer.input.channels, s.units}, parameter(layer, 0))};
  const bool bias = layer.parameter_count > 1;
  if (bias) weights.push_back(weight("bias", {s.units}, parameter(layer, 1)));
  set(put("Conv2D", "output",
          {{"filters", s.units},
           {"kernel_size", {s.kernel, s.kernel}},
           {"strides", {pitch, pitch}},
           {"padding", "valid"},
           {"data_format", "channels_last"},
           {"activation", "linear"},
           {"use_bias", bias}},
          {input}, std::move(weights)),
      Layout::kPicture);
}

// Keras's "gelu" is the exact one.
void KerasLayers::activation(const char* function) {
  set(put("Activation", "output", {{"activation", function}}, {value_.name}), value_.layout);
}

void KerasLayers::pool(const LayerPlan& layer, const char* class_name) {
  to(Layout::kPicture);
  const LayerSpec& s = layer.spec;
  set(put(class_name, "output",
          {{"pool_size", {s.kernel, s.kernel}},
           {"strides", {s.stride, s.stride}},
           {"padding", "valid"},
           {"data_format", "channels_last"}},
          {value_.name}),
      Layout::kPicture);
}

// → the name of (N,C); the value itself stays as it was.
std::string KerasLayers::global(const char* name, const char* which) {
  if (value_.layout == Layout::kVector) return value_.name;
  const std::string dimensions = value_.layout == Layout::kTokens ? "1D" : "2D";
  return put(("Global" + std::string(which) + "Pooling" + dimensions).c_str(), name,
             {{"data_format", "channels_last"}}, {value_.name});
}

void KerasLayers::global_both() {
  const std::string average = global("average", "Average"), maximum = global("maximum", "Max");
  set(put("Concatenate", "output", {{"axis", -1}}, {average, maximum}), Layout::kVector);
}

void KerasLayers::residual_end() {
  const Value begin = shaped(residuals_.back(), value_.layout, "residual_");
  residuals_.pop_back();
  set(put("Add", "output", Json::object(), {value_.name, begin.name}), value_.layout);
}

}  // namespace second_opinion
