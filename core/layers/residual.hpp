// Skip connections (He et al. 2016): what stands between a residual's begin and its end computes
// what is added to the input. They may be nested.
#pragma once

#include "core/layers/layer.hpp"

namespace second_opinion {

// Remembers its input, and passes it on.
struct ResidualBegin {
  static constexpr std::string_view kName = "residual_begin";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return {}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const ResidualBegin&) const = default;
};

// Adds what the innermost open residual remembers. In training the branch is left out with the
// probability `rate`, for each image on its own: stochastic depth (Huang et al. 2016).
struct ResidualEnd {
  static constexpr std::string_view kName = "residual_end";
  float rate = 0;

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kRate, layer.rate, InRecipe::kOptional);
  }
  Reach reach() const { return {}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const ResidualEnd&) const = default;
};

}  // namespace second_opinion
