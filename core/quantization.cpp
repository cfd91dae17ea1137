#include "core/quantization.hpp"

#include <algorithm>
#include <cmath>

#include "core/half.hpp"

namespace second_opinion {
namespace {

float rounded(float weight, float scale) { return std::clamp(std::round(weight / scale), -127.0f, 127.0f); }

// The scale, already representable as float16, whose rounding of `column` errs least.
std::uint16_t best_scale(const std::vector<float>& column) {
  float largest = 0;
  for (float weight : column) largest = std::max(largest, std::fabs(weight));
  constexpr int kSteps = 50;
  std::uint16_t best = 1;  // the smallest positive half: an all-zero column stays zero
  double best_error = -1;
  for (int step = 0; step < kSteps; ++step) {
    // From no clipping down to half the range: more never paid for any trained layer seen.
    const float fraction = 1.0f - 0.5f * static_cast<float>(step) / kSteps;
    const std::uint16_t half = std::max<std::uint16_t>(1, float_to_half(fraction * largest / 127.0f));
    const float scale = half_to_float(half);
    double error = 0;
    for (float weight : column) {
      const double difference = weight - scale * rounded(weight, scale);
      error += difference * difference;
    }
    if (best_error < 0 || error < best_error) {
      best_error = error;
      best = half;
    }
  }
  return best;
}

}  // namespace

QuantizedMatrix quantize_per_column(std::span<const float> weights, int rows, int columns) {
  QuantizedMatrix q{std::vector<std::uint16_t>(columns), std::vector<std::int8_t>(weights.size())};
  std::vector<float> column(rows);
  for (int c = 0; c < columns; ++c) {
    for (int r = 0; r < rows; ++r) column[r] = weights[static_cast<std::size_t>(r) * columns + c];
    q.scales[c] = best_scale(column);
    const float scale = half_to_float(q.scales[c]);
    for (int r = 0; r < rows; ++r) {
      q.values[static_cast<std::size_t>(r) * columns + c] = static_cast<std::int8_t>(rounded(column[r], scale));
    }
  }
  return q;
}

}  // namespace second_opinion
