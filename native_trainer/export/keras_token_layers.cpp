// The layers of a transformer: what works on tokens (N,T,C).
#include <algorithm>
#include <cmath>

#include "core/layers/normalization.hpp"
#include "native_trainer/export/keras_layers.hpp"

namespace second_opinion {

void KerasLayers::layer_norm(const LayerPlan& layer) {
  const int channels = layer.input.channels;
  set(put("LayerNormalization", "output",
          {{"axis", -1}, {"epsilon", kLayerNormEpsilon}, {"center", true}, {"scale", true}},
          {value_.name},
          {weight("gamma", {channels}, parameter(layer, 0)),
           weight("beta", {channels}, parameter(layer, 1))}),
      value_.layout);
}

// Adds one row to each position: a dense layer that scales each channel by 1 and whose bias has
// every position's own row.
void KerasLayers::add_rows(const std::string& name, int positions, int channels,
                           std::span<const float> rows) {
  to(Layout::kTokens);
  const std::vector<float> ones(static_cast<std::size_t>(channels), 1.0f);
  set(put("EinsumDense", name,
          {{"equation", "abc,c->abc"},
           {"output_shape", {positions, channels}},
           {"activation", "linear"},
           {"bias_axes", "bc"}},
          {value_.name},
          {weight("kernel", {channels}, ones), weight("bias", {positions, channels}, rows)}),
      Layout::kTokens);
}

void KerasLayers::class_token(const LayerPlan& layer) {
  to(Layout::kTokens);
  std::vector<float> rows(static_cast<std::size_t>(layer.output.features()), 0.0f);
  std::ranges::copy(parameter(layer, 0), rows.begin());
  set(put("ZeroPadding1D", "padded", {{"padding", {1, 0}}}, {value_.name}), Layout::kTokens);
  add_rows("output", layer.output.positions(), layer.output.channels, rows);
}

void KerasLayers::first_token() {
  to(Layout::kTokens);
  const std::string first =
      put("Cropping1D", "first", {{"cropping", {0, value_.shape.positions() - 1}}}, {value_.name});
  set(put("Reshape", "output", {{"target_shape", Json::array({value_.shape.channels})}}, {first}),
      Layout::kVector);
}

// qkv: (N,3C,T), so that queries, keys and values of one head are neighbouring rows →
// (N,T,C/heads).
std::string KerasLayers::head(const std::string& qkv, const LayerPlan& layer, int head) {
  const int width = layer.input.channels, head_width = width / layer.spec.heads;
  const std::string name = "head_" + std::to_string(head) + "_";
  const auto rows = [&](const char* what, int part) {
    const int first = part * width + head * head_width;
    return put("Cropping1D", name + what, {{"cropping", {first, 3 * width - first - head_width}}},
               {qkv});
  };
  const std::string queries = rows("queries", 0), keys = rows("keys", 1),
                    values = rows("values", 2);
  const std::string similarity =
      put("Dot", name + "similarity", {{"axes", {1, 1}}, {"normalize", false}}, {queries, keys});
  const std::string scaled =
      put("Rescaling", name + "scaled",
          {{"scale", 1.0f / std::sqrt(static_cast<float>(head_width))}, {"offset", 0.0f}},
          {similarity});
  const std::string attention = put("Softmax", name + "attention", {{"axis", -1}}, {scaled});
  return put("Dot", name + "context", {{"axes", {2, 2}}, {"normalize", false}},
             {attention, values});
}

void KerasLayers::attention(const LayerPlan& layer) {
  to(Layout::kTokens);
  const int width = layer.input.channels;
  const std::string qkv =
      dense("qkv", value_.name, width, 3 * width, parameter(layer, 0), parameter(layer, 1));
  const std::string turned = put("Permute", "qkv_by_row", {{"dims", {2, 1}}}, {qkv});
  std::vector<std::string> heads;
  for (int i = 0; i < layer.spec.heads; ++i) heads.push_back(head(turned, layer, i));
  const std::string joined =
      heads.size() == 1 ? heads.front() : put("Concatenate", "joined", {{"axis", -1}}, heads);
  set(dense("output", joined, width, width, parameter(layer, 2), parameter(layer, 3)),
      Layout::kTokens);
}

}  // namespace second_opinion
