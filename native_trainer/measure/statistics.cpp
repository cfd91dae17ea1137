// The deviation takes a second pass, because it is taken from the mean.
#include "native_trainer/measure/statistics.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace second_opinion {

Spread spread_of(std::span<const double> values) {
  assert(!values.empty());
  const double count = static_cast<double>(values.size());
  Spread spread{.mean = std::accumulate(values.begin(), values.end(), 0.0) / count};
  double squares = 0;
  for (const double value : values) squares += (value - spread.mean) * (value - spread.mean);
  if (values.size() > 1) spread.deviation = std::sqrt(squares / (count - 1));
  return spread;
}

Interval interval_of_mean(const Spread& spread, int count) {
  // Student's t, 97.5 %, for 1, 2, … degrees of freedom; from ten on the last is close enough.
  constexpr std::array kQuantiles{12.706, 4.303, 3.182, 2.776, 2.571,
                                  2.447,  2.365, 2.306, 2.262, 2.228};
  if (count < 2) return {0, 1};
  const auto freedom = std::min(static_cast<std::size_t>(count - 1), kQuantiles.size());
  const double reach = kQuantiles[freedom - 1] * spread.deviation / std::sqrt(count);
  return {std::max(0.0, spread.mean - reach), std::min(1.0, spread.mean + reach)};
}

double median_of(std::vector<double> values) {
  assert(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace second_opinion
