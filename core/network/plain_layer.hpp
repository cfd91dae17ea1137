// One layer of a described network on its parameters as the description has
// them. What marks a residual passes through; attention is its callers'.
#pragma once

#include <array>
#include <span>

#include "core/network/network.hpp"

namespace second_opinion {

// In the order of the plan; spans past a layer's parameters are empty.
using LayerParameters = std::array<std::span<const float>, 4>;
LayerParameters layer_parameters(const Network& network, const LayerPlan& layer);

// in: (B, then the layer's input shape) → out.
void run_plain_layer(const LayerSpec& layer, const LayerParameters& parameters, const Tensor& in,
                     Tensor& out);

}  // namespace second_opinion
