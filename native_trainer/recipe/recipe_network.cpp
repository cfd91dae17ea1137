// Each kind of layer knows its own fields (core/layers); any other key is an error.
#include "native_trainer/recipe/recipe_network.hpp"

#include <array>
#include <optional>

namespace second_opinion {
namespace {

// A field's key and its range, which is narrower than what the plan allows: it catches a slipped
// digit. By Field.
struct FieldRule {
  const char* key;
  double low;
  double high;
};
constexpr std::array<FieldRule, kFieldCount> kRules{{{"units", 1, kMaxUnits},
                                                     {"kernel", 1, 28},
                                                     {"stride", 1, 28},
                                                     {"padding", 0, 27},
                                                     {"heads", 1, 64},
                                                     {"bias", 0, 1},
                                                     {"flatten", 0, 1},
                                                     {"rate", 0, 0.95}}};

// Asks the recipe for each field of a layer's kind; what it may leave out keeps its default.
struct FieldReader {
  JsonReader& json;

  void operator()(Field field, int& value, InRecipe given) const {
    const auto [key, low, high] = rule(field);
    const int from = static_cast<int>(low), to = static_cast<int>(high);
    value = given == InRecipe::kRequired ? json.integer(key, from, to)
                                         : json.integer(key, value, from, to);
  }
  void operator()(Field field, float& value, InRecipe given) const {
    const auto [key, low, high] = rule(field);
    value = static_cast<float>(given == InRecipe::kRequired
                                   ? json.number(key, low, high)
                                   : json.number(key, static_cast<double>(value), low, high));
  }
  void operator()(Field field, bool& value, InRecipe) const {
    value = json.boolean(rule(field).key, value);
  }

  static const FieldRule& rule(Field field) { return kRules[static_cast<std::size_t>(field)]; }
};

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
  std::optional<LayerSpec> layer = layer_of_name(name);
  if (!layer) return json.refuse("kind", "\"" + name + "\" is no kind of layer");
  std::visit([&](auto& kind) { kind.visit_fields(kind, FieldReader{json}); }, *layer);
  json.finish();
  layers.push_back(*layer);
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
