// The table of all kinds of layers. Everything else that tells kinds apart reads it: plans, the
// forward pass, recipes, the weights format and the page by the functions that each kind brings
// along (core/layers/layer.hpp); gradients and exports by a visitor with one function per kind,
// which does not compile while one is missing.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <variant>

#include "core/layers/activations.hpp"
#include "core/layers/attention.hpp"
#include "core/layers/convolution.hpp"
#include "core/layers/dropout.hpp"
#include "core/layers/embedding.hpp"
#include "core/layers/linear.hpp"
#include "core/layers/normalization.hpp"
#include "core/layers/pooling.hpp"
#include "core/layers/residual.hpp"

namespace second_opinion {

// One row per kind. A row's place, counted from 1, is the kind's number in the weights format: new
// kinds go to the end, and nothing is ever moved.
using LayerSpec = std::variant<  //
    Linear,                      // 1
    Convolution,                 // 2
    BatchNorm,                   // 3
    LayerNorm,                   // 4
    Relu,                        // 5
    Gelu,                        // 6
    Sigmoid,                     // 7
    MaxPool,                     // 8
    AveragePool,                 // 9
    GlobalAveragePool,           // 10
    GlobalMaxPool,               // 11
    GlobalAverageMaxPool,        // 12
    Dropout,                     // 13
    PatchEmbedding,              // 14
    PositionEmbedding,           // 15
    Attention,                   // 16
    ResidualBegin,               // 17
    ResidualEnd,                 // 18
    ClassToken,                  // 19
    FirstToken                   // 20
    >;

inline constexpr int kLayerKinds = static_cast<int>(std::variant_size_v<LayerSpec>);

template <typename Kind>
bool is(const LayerSpec& layer) {
  return std::holds_alternative<Kind>(layer);
}

inline int layer_number(const LayerSpec& layer) {
  return static_cast<int>(layer.index()) + 1;
}
// "max_pool", as recipes and reports have it.
std::string_view layer_name(const LayerSpec& layer);

// A layer of that kind with all fields at their defaults; nothing for what is not in the table.
std::optional<LayerSpec> layer_of_number(int number);
std::optional<LayerSpec> layer_of_name(std::string_view name);

// All fields that any kind has, by Field, as the weights format holds them; a yes is 1. Where a
// kind has no such field, its place keeps the value it has in kNoFields.
using LayerFields = std::array<double, kFieldCount>;
inline constexpr LayerFields kNoFields{0, 0, 1, 0, 0, 1, 0, 0};

LayerFields fields_of(const LayerSpec& layer);
// Takes what the layer's kind has of `fields`; false when another field is not as in kNoFields.
bool set_fields(LayerSpec& layer, const LayerFields& fields);

// What one position of its output sees of its input.
Reach reach_of(const LayerSpec& layer);

}  // namespace second_opinion
