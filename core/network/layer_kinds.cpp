// What is asked of a layer without knowing its kind: each question visits the table once.
#include "core/network/layer_kinds.hpp"

#include <utility>

namespace second_opinion {
namespace {

template <std::size_t... kIndices>
constexpr auto defaults(std::index_sequence<kIndices...>) {
  return std::array{LayerSpec(std::in_place_index<kIndices>)...};
}

// One layer of every kind, in the order of the table.
constexpr std::array kDefaults = defaults(std::make_index_sequence<kLayerKinds>());

}  // namespace

std::string_view layer_name(const LayerSpec& layer) {
  return std::visit([](const auto& kind) { return kind.kName; }, layer);
}

std::optional<LayerSpec> layer_of_number(int number) {
  if (number < 1 || number > kLayerKinds) return std::nullopt;
  return kDefaults[static_cast<std::size_t>(number - 1)];
}

std::optional<LayerSpec> layer_of_name(std::string_view name) {
  for (const LayerSpec& layer : kDefaults)
    if (layer_name(layer) == name) return layer;
  return std::nullopt;
}

LayerFields fields_of(const LayerSpec& layer) {
  LayerFields fields = kNoFields;
  const auto put = [&](Field field, auto value, InRecipe) {
    fields[static_cast<std::size_t>(field)] = static_cast<double>(value);
  };
  std::visit([&](const auto& kind) { kind.visit_fields(kind, put); }, layer);
  return fields;
}

bool set_fields(LayerSpec& layer, const LayerFields& fields) {
  const auto take = [&](Field field, auto& value, InRecipe) {
    value = static_cast<std::remove_reference_t<decltype(value)>>(
        fields[static_cast<std::size_t>(field)]);
  };
  std::visit([&](auto& kind) { kind.visit_fields(kind, take); }, layer);
  return fields_of(layer) == fields;
}

Reach reach_of(const LayerSpec& layer) {
  return std::visit([](const auto& kind) { return kind.reach(); }, layer);
}

}  // namespace second_opinion
