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
  // How many decimals tell the ticks apart when values are printed in units of `unit`: 0.01 for
  // percentages.
  int decimals(double unit) const;
};

// The smallest range around low..high that consists of at most `most` round steps: 1, 2 or 5 times
// a power of ten. Its place on the screen is the caller's to set.
ChartAxis round_axis(double low, double high, int most);

}  // namespace second_opinion
