// One axis of a chart: a range with round ends, its ticks, and the way from
// values to places. Draws nothing.
#pragma once

#include <vector>

namespace second_opinion {

struct ChartAxis {
  double low = 0;
  double high = 1;
  double step = 1;  // between ticks
  float from = 0;   // where low lies
  float to = 1;     // where high lies

  float place(double value) const {
    return from + static_cast<float>((value - low) / (high - low)) * (to - from);
  }
  std::vector<double> ticks() const;
  int decimals(double unit) const;  // that tell ticks apart when values are printed in `unit`s
};

// The smallest range of round steps (1, 2, 5 × 10ⁿ) around low..high with at most `most` steps.
ChartAxis round_axis(double low, double high, int most);

}  // namespace second_opinion
