// Finds a run's place by where its settings stand in the study's lists of them.
#include "web/figures/studies/sweep_grid.hpp"

namespace second_opinion {
namespace {

int index_of(const auto& values, const auto& value) {
  const auto found = std::find(values.begin(), values.end(), value);
  return found == values.end() ? SweepGrid::kNone : static_cast<int>(found - values.begin());
}

}  // namespace

int SweepGrid::cell_of(const SweptNetwork& run) const {
  const int loss = index_of(study_.factors.loss, run.loss);
  const int optimizer = index_of(study_.factors.optimizer, run.optimizer);
  const int rate = index_of(study_.factors.learning_rate, run.learning_rate);
  if (loss == kNone || optimizer == kNone || rate == kNone) return kNone;
  return (loss * optimizers() + optimizer) * rates() + rate;
}

int SweepGrid::column_of(const SweptNetwork& run) const {
  const int channels = std::max(0, index_of(study_.factors.channels, run.channels));
  return channels * static_cast<int>(study_.factors.convolutions.size()) +
         std::max(0, index_of(study_.factors.convolutions, run.convolutions));
}

int SweepGrid::row_of(const SweptNetwork& run) const {
  return std::max(0, index_of(study_.factors.dense, run.dense));
}

int SweepGrid::best_of(int cell) const {
  int best = kNone;
  for (std::size_t i = 0; i < study_.runs.size(); ++i) {
    const SweptNetwork& run = study_.runs[i];
    if (!run.finished() || cell_of(run) != cell) continue;
    if (best == kNone ||
        run.validation_accuracy > study_.runs[static_cast<std::size_t>(best)].validation_accuracy)
      best = static_cast<int>(i);
  }
  return best;
}

}  // namespace second_opinion
