// A sweep has some thousand rows at most, so linear searches are fast enough.
#include "native_trainer/studies/sweep/sweep_effects.hpp"

#include <algorithm>

#include "native_trainer/measure/statistics.hpp"

namespace second_opinion {
namespace {

bool same_size(const SweepRow& row, const SizeEffect& size) {
  return row.run.channels == size.channels && row.run.convolutions == size.convolutions &&
         row.run.dense == size.dense;
}

}  // namespace

std::vector<RateEffect> rate_effects(std::span<const SweepRow> rows) {
  std::vector<RateEffect> effects;
  std::vector<std::vector<double>> accuracies;
  for (const SweepRow& row : rows) {
    const auto place = std::find_if(effects.begin(), effects.end(), [&](const RateEffect& e) {
      return e.loss == row.run.loss && e.optimizer == row.run.optimizer &&
             e.learning_rate == row.run.learning_rate;
    });
    const auto index = static_cast<std::size_t>(place - effects.begin());
    if (place == effects.end()) {
      effects.push_back({row.run.loss, row.run.optimizer, row.run.learning_rate});
      accuracies.emplace_back();
    }
    RateEffect& effect = effects[index];
    ++effect.runs;
    if (!row.ok()) ++effect.failed;
    const double accuracy = row.ok() ? row.validation.accuracy : 0;
    effect.best = std::max(effect.best, accuracy);
    accuracies[index].push_back(accuracy);
  }
  for (std::size_t i = 0; i < effects.size(); ++i) effects[i].median = median_of(accuracies[i]);
  return effects;
}

std::vector<SizeEffect> size_effects(std::span<const SweepRow> rows) {
  std::vector<SizeEffect> sizes;
  for (const SweepRow& row : rows) {
    const bool known = std::any_of(sizes.begin(), sizes.end(),
                                   [&](const SizeEffect& s) { return same_size(row, s); });
    if (row.ok() && !known)
      sizes.push_back({row.run.channels, row.run.convolutions, row.run.dense, row.parameters,
                       row.multiply_adds});
  }
  for (SizeEffect& size : sizes) {
    std::vector<double> validation, test;
    for (const SweepRow& row : rows) {
      if (!row.ok() || !same_size(row, size)) continue;
      validation.push_back(row.validation.accuracy);
      test.push_back(row.test.accuracy);
    }
    size.runs = static_cast<int>(validation.size());
    size.best = *std::max_element(validation.begin(), validation.end());
    const auto on_validation = spread_of(validation), on_test = spread_of(test);
    size.mean = on_validation.mean;
    size.deviation = on_validation.deviation;
    size.test_mean = on_test.mean;
    size.test_deviation = on_test.deviation;
  }
  std::stable_sort(sizes.begin(), sizes.end(), [](const SizeEffect& a, const SizeEffect& b) {
    return a.parameters < b.parameters;
  });
  return sizes;
}

}  // namespace second_opinion
