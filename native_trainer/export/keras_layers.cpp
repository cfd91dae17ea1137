// A visitor with a function per kind of layer: the layout it needs, then the layers of Keras.
#include "native_trainer/export/keras_layers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "native_trainer/export/layer_walk.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

struct KerasLayers : LayerWalk {
  KerasGraph graph;

  KerasLayers(KerasModel& model, const Shape& images)
      : LayerWalk({model.layers.back().name, Layout::kPicture, images}), graph(model) {}

  void begin(std::size_t index, const std::string& kind) {
    graph.begin("layer_" + std::to_string(index) + "_" + kind + "_");
  }

  void operator()(const Linear& kind) {
    if (kind.flatten) to(Layout::kVector);
    const int inputs = kind.flatten ? input().features() : input().channels;
    keep(graph.dense("output", value.name, inputs, kind.units, parameters[0], parameters[1]));
  }

  void operator()(const Convolution& kind) { convolution(kind.shape()); }
  void operator()(const PatchEmbedding& kind) { convolution(kind.shape()); }

  void operator()(const BatchNorm&) { assert(false && "why_not_exported"); }

  void operator()(const LayerNorm&) {
    keep(put("LayerNormalization", "output",
             {{"axis", -1}, {"epsilon", kLayerNormEpsilon}, {"center", true}, {"scale", true}},
             {keras_weight("gamma", {input().channels}, parameters[0]),
              keras_weight("beta", {input().channels}, parameters[1])}));
  }

  void operator()(const Relu&) { activation("relu"); }
  void operator()(const Gelu&) { activation("gelu"); }  // Keras's is the exact one
  void operator()(const Sigmoid&) { activation("sigmoid"); }

  void operator()(const MaxPool& kind) { pool("MaxPooling2D", kind.kernel, kind.stride); }
  void operator()(const AveragePool& kind) { pool("AveragePooling2D", kind.kernel, kind.stride); }
  void operator()(const GlobalAveragePool&) { set(global("average", "Average"), Layout::kVector); }
  void operator()(const GlobalMaxPool&) { set(global("maximum", "Max"), Layout::kVector); }
  void operator()(const GlobalAverageMaxPool&) {
    const std::string average = global("average", "Average"), maximum = global("maximum", "Max");
    set(graph.put("Concatenate", "output", {{"axis", -1}}, {average, maximum}), Layout::kVector);
  }

  void operator()(const Dropout& kind) { keep(put("Dropout", "output", {{"rate", kind.rate}})); }

  void operator()(const PositionEmbedding&) {
    add_rows("output", input().positions(), input().channels, parameters[0]);
  }

  void operator()(const ClassToken&) {
    to(Layout::kTokens);
    const Shape& output = layer->output;
    std::vector<float> rows(static_cast<std::size_t>(output.features()), 0.0f);
    std::ranges::copy(parameters[0], rows.begin());
    keep(put("ZeroPadding1D", "padded", {{"padding", {1, 0}}}));
    add_rows("output", output.positions(), output.channels, rows);
  }

  void operator()(const FirstToken&) {
    to(Layout::kTokens);
    const std::string first =
        put("Cropping1D", "first", {{"cropping", {0, value.shape.positions() - 1}}});
    set(graph.put("Reshape", "output", {{"target_shape", Json::array({value.shape.channels})}},
                  {first}),
        Layout::kVector);
  }

  void operator()(const Attention& kind) {
    to(Layout::kTokens);
    const int width = input().channels;
    const std::string qkv =
        graph.dense("qkv", value.name, width, 3 * width, parameters[0], parameters[1]);
    const std::string turned = graph.put("Permute", "qkv_by_row", {{"dims", {2, 1}}}, {qkv});
    std::vector<std::string> heads;
    for (int i = 0; i < kind.heads; ++i) heads.push_back(head(turned, width / kind.heads, i));
    const std::string joined = heads.size() == 1
                                   ? heads.front()
                                   : graph.put("Concatenate", "joined", {{"axis", -1}}, heads);
    set(graph.dense("output", joined, width, width, parameters[2], parameters[3]), Layout::kTokens);
  }

  void operator()(const ResidualBegin&) { residuals.push_back(value); }

  void operator()(const ResidualEnd&) {
    const ExportValue begin = shaped(residuals.back(), value.layout, "residual_");
    residuals.pop_back();
    keep(graph.put("Add", "output", Json::object(), {value.name, begin.name}));
  }

  // A layer of the value at hand.
  std::string put(const char* class_name, const std::string& name, Json config,
                  std::vector<KerasWeight> weights = {}) {
    return graph.put(class_name, name, std::move(config), {value.name}, std::move(weights));
  }
  // The value is now what `name` gives, in the same layout.
  void keep(const std::string& name) { set(name, value.layout); }
  void to(Layout layout) { value = shaped(value, layout, ""); }

  ExportValue shaped(const ExportValue& from, Layout layout, const std::string& name) {
    if (from.layout == layout) return from;
    const Shape& s = from.shape;
    Json target = Json::array({s.features()});
    if (layout == Layout::kTokens) target = {s.positions(), s.channels};
    if (layout == Layout::kPicture) target = {s.height, s.width, s.channels};
    const char* const names[] = {"picture", "tokens", "flat"};
    return {graph.put("Reshape", name + names[static_cast<int>(layout)], {{"target_shape", target}},
                      {from.name}),
            layout, s};
  }

  void activation(const char* function) {
    keep(put("Activation", "output", {{"activation", function}}));
  }

  // Zeros are laid around first: Keras's own "same" would lay them elsewhere where the stride is
  // not 1.
  void convolution(const ConvolutionShape& s) {
    to(Layout::kPicture);
    if (s.padding > 0) {
      const Json around{{s.padding, s.padding}, {s.padding, s.padding}};
      keep(put("ZeroPadding2D", "padded", {{"padding", around}, {"data_format", "channels_last"}}));
    }
    std::vector<KerasWeight> weights{
        keras_weight("kernel", {s.kernel, s.kernel, input().channels, s.channels}, parameters[0])};
    const bool bias = !parameters[1].empty();
    if (bias) weights.push_back(keras_weight("bias", {s.channels}, parameters[1]));
    keep(put("Conv2D", "output",
             {{"filters", s.channels},
              {"kernel_size", {s.kernel, s.kernel}},
              {"strides", {s.stride, s.stride}},
              {"padding", "valid"},
              {"data_format", "channels_last"},
              {"activation", "linear"},
              {"use_bias", bias}},
             std::move(weights)));
  }

  void pool(const char* class_name, int kernel, int stride) {
    to(Layout::kPicture);
    keep(put(class_name, "output",
             {{"pool_size", {kernel, kernel}},
              {"strides", {stride, stride}},
              {"padding", "valid"},
              {"data_format", "channels_last"}}));
  }

  // → the name of (N,C); the value itself stays as it was.
  std::string global(const char* name, const std::string& which) {
    if (value.layout == Layout::kVector) return value.name;
    const std::string dimensions = value.layout == Layout::kTokens ? "1D" : "2D";
    return put(("Global" + which + "Pooling" + dimensions).c_str(), name,
               {{"data_format", "channels_last"}});
  }

  // Adds one row to each position: a dense layer that scales each channel by 1 and whose bias has
  // every position's own row.
  void add_rows(const std::string& name, int positions, int channels, std::span<const float> rows) {
    to(Layout::kTokens);
    const std::vector<float> ones(static_cast<std::size_t>(channels), 1.0f);
    keep(put("EinsumDense", name,
             {{"equation", "abc,c->abc"},
              {"output_shape", {positions, channels}},
              {"activation", "linear"},
              {"bias_axes", "bc"}},
             {keras_weight("kernel", {channels}, ones),
              keras_weight("bias", {positions, channels}, rows)}));
  }

  // qkv: (N,3C,T), so that queries, keys and values of one head are neighbouring rows →
  // (N,T,head_width).
  std::string head(const std::string& qkv, int head_width, int index) {
    const int width = input().channels;
    const std::string name = "head_" + std::to_string(index) + "_";
    const auto rows = [&](const char* what, int part) {
      const int first = part * width + index * head_width;
      return graph.put("Cropping1D", name + what,
                       {{"cropping", {first, 3 * width - first - head_width}}}, {qkv});
    };
    const std::string queries = rows("queries", 0), keys = rows("keys", 1),
                      values = rows("values", 2);
    const std::string similarity = graph.put(
        "Dot", name + "similarity", {{"axes", {1, 1}}, {"normalize", false}}, {queries, keys});
    const std::string scaled =
        graph.put("Rescaling", name + "scaled",
                  {{"scale", 1.0f / std::sqrt(static_cast<float>(head_width))}, {"offset", 0.0f}},
                  {similarity});
    const std::string attention =
        graph.put("Softmax", name + "attention", {{"axis", -1}}, {scaled});
    return graph.put("Dot", name + "context", {{"axes", {2, 2}}, {"normalize", false}},
                     {attention, values});
  }
};

}  // namespace

std::string add_keras_layers(const Network& network, KerasModel& model) {
  KerasLayers layers(model, network.layers.front().input);
  walk_layers(network, layers);
  layers.graph.begin("output_");
  layers.to(Layout::kVector);
  return layers.value.name;
}

}  // namespace second_opinion
