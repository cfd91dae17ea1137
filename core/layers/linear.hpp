// y = x·W + b, over all features of an image or at each position.
#pragma once

#include "core/layers/layer.hpp"

namespace second_opinion {

// Parameters: weight (inputs×units) and, unless bias is false, bias (units).
struct Linear {
  static constexpr std::string_view kName = "linear";
  int units = 0;
  bool flatten = false;  // (B,H,W,C) → (B,1,1,units), else → (B,H,W,units)
  bool bias = true;

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kUnits, layer.units, InRecipe::kRequired);
    visit(Field::kFlatten, layer.flatten, InRecipe::kOptional);
    visit(Field::kBias, layer.bias, InRecipe::kOptional);
  }
  Reach reach() const { return flatten ? kReachesEverything : Reach{}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const Linear&) const = default;
};

// input: (B,H,W,C); weight: in×units; bias: units or empty. With flatten, in =
// H·W·C and output = (B,1,1,units); without, in = C and output = (B,H,W,units).
void linear_forward(const Tensor& input, int units, bool flatten, std::span<const float> weight,
                    std::span<const float> bias, Tensor& output);

}  // namespace second_opinion
