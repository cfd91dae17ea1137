// Chooses the steps of an axis so that its ticks are round numbers.
#include "web/figures/kit/chart_axis.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {

std::vector<double> ChartAxis::ticks() const {
  std::vector<double> out;
  const int count = static_cast<int>(std::lround((high - low) / step));
  for (int i = 0; i <= count; ++i) out.push_back(low + step * i);
  return out;
}

int ChartAxis::decimals(double unit) const {
  const double shown = step / unit;
  return shown >= 0.999 ? 0 : static_cast<int>(std::ceil(-std::log10(shown) - 1e-9));
}

ChartAxis round_axis(double low, double high, int most) {
  ChartAxis axis;
  const double span = std::max(high - low, 1e-9);
  double power = std::pow(10.0, std::floor(std::log10(span / most)));
  for (;; power *= 10) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      axis.step = factor * power;
      axis.low = std::floor(low / axis.step + 1e-6) * axis.step;
      axis.high = std::ceil(high / axis.step - 1e-6) * axis.step;
      if (axis.high <= axis.low) axis.high = axis.low + axis.step;
      if ((axis.high - axis.low) / axis.step <= most + 1e-6) return axis;
    }
  }
}

}  // namespace second_opinion
