// What is told of a few measured values, such as the accuracies of runs that differ in their seed
// alone: their mean, how far they lie apart, and the one in the middle.
#pragma once

#include <span>
#include <vector>

namespace second_opinion {

struct Spread {
  double mean = 0;
  double deviation = 0;  // of a sample (divided by n - 1); 0 for a single value
};

// values: at least one.
Spread spread_of(std::span<const double> values);

// The value in the middle, or the mean of the two in the middle. values: at least one.
double median_of(std::vector<double> values);

}  // namespace second_opinion
