// The normaliser of a softmax on the logarithmic scale.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace second_opinion {

// log Σ exp(value / temperature) over at least one value. The largest value is taken out first, so
// that no exponential overflows.
inline double log_sum_exp(std::span<const float> values, double temperature = 1) {
  const double top = *std::max_element(values.begin(), values.end());
  double sum = 0;
  for (const float value : values) sum += std::exp((value - top) / temperature);
  return top / temperature + std::log(sum);
}

}  // namespace second_opinion
