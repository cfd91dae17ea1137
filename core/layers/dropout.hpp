// Drop-out as inference sees it: nothing happens. What training drops is the business of
// core/learning/backward/dropout_backward.hpp.
#pragma once

#include "core/layers/layer.hpp"

namespace second_opinion {

// In training, each value becomes 0 with the probability `rate` (Srivastava et al. 2014).
struct Dropout {
  static constexpr std::string_view kName = "dropout";
  float rate = 0;

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kRate, layer.rate, InRecipe::kRequired);
  }
  Reach reach() const { return {}; }
  void plan(LayerPlanner&) const {}
  void forward(LayerCall& call) const { call.copy_input(); }
  bool operator==(const Dropout&) const = default;
};

}  // namespace second_opinion
