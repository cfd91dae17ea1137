// Test pictures of MNIST whose label people dispute, and measurements without them.
#pragma once

#include <span>

#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {

// After Northcutt, Athalye and Mueller, "Pervasive label errors in test sets", 2021.
struct DisputedLabel {
  int index;
  const char* kind;  // what people make of it: "another digit", "neither", "a tie"
};
std::span<const DisputedLabel> disputed_labels();

struct UndisputedScore {
  double accuracy = 0;  // 0 when no picture is left
  int images = 0;
  int errors = 0;
};
// Of an evaluation of the test set.
UndisputedScore undisputed_score(const Evaluation& evaluation);

}  // namespace second_opinion
