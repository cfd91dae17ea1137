// What is told of a few measured values, such as the accuracies of runs that differ in their seed
// alone: their mean, how far they lie apart, and the one in the middle.
#pragma once

#include <span>
#include <vector>

#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {

struct Spread {
  double mean = 0;
  double deviation = 0;  // of a sample (divided by n - 1); 0 for a single value
};

// values: at least one.
Spread spread_of(std::span<const double> values);

// Where the mean of all values there could be lies with 95 % confidence, by Student's t; 0..1 is
// not left. count: how many values the spread is of. A single value says nothing: {0, 1}.
Interval interval_of_mean(const Spread& spread, int count);

// The value in the middle, or the mean of the two in the middle. values: at least one.
double median_of(std::vector<double> values);

}  // namespace second_opinion
