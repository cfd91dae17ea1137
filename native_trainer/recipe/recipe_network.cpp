// Each kind of layer knows its own keys; any other key is an error.
#include "native_trainer/recipe/recipe_network.hpp"

#include <array>
#include <optional>

namespace second_opinion {
namespace {

std::optional<LayerKind> find_kind(const std::string& name) {
  for (int number = 1; number <= static_cast<int>(kLastLayerKind); ++number) {
    const LayerKind kind = static_cast<LayerKind>(number);
    if (layer_kind_name(kind) == name) return kind;
  }
  return std::nullopt;
}

void read_fields(JsonReader& json, LayerSpec& layer) {
  switch (layer.kind) {
    case LayerKind::kLinear:
      layer.units = json.integer("units", 1, kMaxUnits);
      layer.flatten = json.boolean("flatten", false);
      layer.bias = json.boolean("bias", true);
      break;
    case LayerKind::kConvolution:
      layer.units = json.integer("units", 1, kMaxUnits);
      layer.kernel = json.integer("kernel", 1, 28);
      layer.stride = json.integer("stride", 1, 1, 28);
      layer.padding = json.integer("padding", 0, 0, 27);
      layer.bias = json.boolean("bias", true);
      break;
    case LayerKind::kMaxPool:
    case LayerKind::kAveragePool:
      layer.kernel = json.integer("kernel", 1, 28);
      layer.stride = json.integer("stride", 1, 28);
      break;
    case LayerKind::kDropout:
      layer.rate = static_cast<float>(json.number("rate", 0.0, 0.95));
      break;
    case LayerKind::kResidualEnd:
      layer.rate = static_cast<float>(json.number("rate", 0.0, 0.0, 0.95));
      break;
    case LayerKind::kPatchEmbedding:
      layer.units = json.integer("units", 1, kMaxUnits);
      layer.kernel = json.integer("kernel", 1, 28);
      layer.stride = json.integer("stride", 1, 1, 28);
      layer.padding = json.integer("padding", 0, 0, 27);
      break;
    case LayerKind::kAttention:
      layer.heads = json.integer("heads", 1, 64);
      break;
    case LayerKind::kBatchNorm:
    case LayerKind::kLayerNorm:
    case LayerKind::kRelu:
    case LayerKind::kGelu:
    case LayerKind::kSigmoid:
    case LayerKind::kGlobalAveragePool:
    case LayerKind::kGlobalMaxPool:
    case LayerKind::kGlobalAverageMaxPool:
    case LayerKind::kPositionEmbedding:
    case LayerKind::kResidualBegin:
    case LayerKind::kClassToken:
    case LayerKind::kFirstToken:
      break;
  }
}

void read_layers(const nlohmann::json& list, const std::string& path, int depth, std::string& error,
                 std::vector<LayerSpec>& layers);

void read_layer(const nlohmann::json& value, const std::string& path, int depth, std::string& error,
                std::vector<LayerSpec>& layers) {
  JsonReader json(value, path, error);
  if (json.has("repeat")) {
    if (depth >= 4) json.refuse("repeat", "is nested too deeply");
    const int times = json.integer("repeat", 1, kMaxLayers);
    const nlohmann::json& inner = json.array("layers");
    for (int i = 0; i < times && error.empty(); ++i)
      read_layers(inner, path + ".layers", depth + 1, error, layers);
    return json.finish();
  }
  const std::string name = json.text("kind");
  const auto kind = find_kind(name);
  if (!kind) return json.refuse("kind", "\"" + name + "\" is no kind of layer");
  LayerSpec layer;
  layer.kind = *kind;
  read_fields(json, layer);
  json.finish();
  layers.push_back(layer);
}

void read_layers(const nlohmann::json& list, const std::string& path, int depth, std::string& error,
                 std::vector<LayerSpec>& layers) {
  for (std::size_t i = 0; i < list.size() && error.empty(); ++i) {
    const std::string place = path + "[" + std::to_string(i) + "]";
    if (layers.size() >= kMaxLayers) {
      error = place + ": more than " + std::to_string(kMaxLayers) + " layers";
      return;
    }
    read_layer(list[i], place, depth, error, layers);
  }
}

}  // namespace

NetworkSpec read_network(JsonReader& recipe) {
  NetworkSpec spec;
  constexpr std::array kFamilies{Family::kLinear, Family::kMlp, Family::kCnn, Family::kTransformer};
  spec.family = kFamilies[static_cast<std::size_t>(
      recipe.choice("family", {"linear", "mlp", "cnn", "transformer"}))];
  read_layers(recipe.array("layers"), recipe.path() + ".layers", 0, recipe.error(), spec.layers);
  if (!recipe.error().empty()) return spec;
  const auto plan = plan_network(spec);
  if (!plan) recipe.refuse("layers", plan.error());
  return spec;
}

}  // namespace second_opinion
