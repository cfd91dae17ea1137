// The list stands in the order of the test set.
#include "native_trainer/measure/disputed_labels.hpp"

#include <algorithm>
#include <array>

namespace second_opinion {
namespace {

constexpr std::array<DisputedLabel, 15> kDisputed{{
    {947, "another digit"},
    {1621, "another digit"},
    {1901, "another digit"},
    {2130, "a tie"},
    {2462, "another digit"},
    {2597, "another digit"},
    {2654, "neither"},
    {3520, "neither"},
    {3558, "another digit"},
    {5937, "another digit"},
    {6651, "another digit"},
    {6783, "another digit"},
    {8527, "a tie"},
    {9679, "neither"},
    {9729, "another digit"},
}};

}  // namespace

std::span<const DisputedLabel> disputed_labels() {
  return kDisputed;
}

UndisputedScore undisputed_score(const Evaluation& evaluation) {
  UndisputedScore score{0, evaluation.images, static_cast<int>(evaluation.errors.size())};
  for (const DisputedLabel& entry : kDisputed) {
    if (entry.index >= evaluation.images) continue;
    --score.images;
    score.errors -=
        std::binary_search(evaluation.errors.begin(), evaluation.errors.end(), entry.index);
  }
  if (score.images > 0) score.accuracy = 1.0 - static_cast<double>(score.errors) / score.images;
  return score;
}

}  // namespace second_opinion
