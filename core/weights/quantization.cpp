// For each column, every scale that might be best is tried; columns that already lie on a grid keep
// their values to the bit.
#include "core/weights/quantization.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/half.hpp"

namespace second_opinion {
namespace {

float rounded(float weight, float scale, int levels) {
  const float top = static_cast<float>(levels);
  return std::clamp(std::round(weight / scale), -top, top);
}

float largest_of(const std::vector<float>& column) {
  float largest = 0;
  for (float weight : column) largest = std::max(largest, std::fabs(weight));
  return largest;
}

// The scale of the coarsest grid that already holds every weight of `column`; 0 when there is none.
std::uint16_t scale_as_it_is(const std::vector<float>& column, int levels) {
  const float largest = largest_of(column);
  for (int top = 1; top <= levels && largest > 0; ++top) {
    const std::uint16_t half = float_to_half(largest / static_cast<float>(top));
    const float scale = half_to_float(half);
    if (half == 0 || !std::isfinite(scale)) continue;
    if (std::all_of(column.begin(), column.end(),
                    [&](float weight) { return weight == scale * rounded(weight, scale, levels); }))
      return half;
  }
  return 0;
}

// The scale, already representable as float16, whose rounding of `column` errs least.
std::uint16_t best_scale(const std::vector<float>& column, int levels) {
  const float largest = largest_of(column);
  constexpr int kSteps = 50;
  std::uint16_t best = 1;  // the smallest positive half: an all-zero column stays zero
  double best_error = -1;
  for (int step = 0; step < kSteps; ++step) {
    // From no clipping down to half the range: more never paid for any trained layer seen.
    const float fraction = 1.0f - 0.5f * static_cast<float>(step) / kSteps;
    const std::uint16_t half =
        std::max<std::uint16_t>(1, float_to_half(fraction * largest / static_cast<float>(levels)));
    const float scale = half_to_float(half);
    double error = 0;
    for (float weight : column) {
      const double difference = weight - scale * rounded(weight, scale, levels);
      error += difference * difference;
    }
    if (best_error < 0 || error < best_error) {
      best_error = error;
      best = half;
    }
  }
  return best;
}

// The column on its grid, and that grid's scale: found again when the rounded column comes back.
std::uint16_t round_column(std::vector<float>& column, int levels) {
  if (const std::uint16_t scale = scale_as_it_is(column, levels)) return scale;
  const std::uint16_t best = best_scale(column, levels);
  const float scale = half_to_float(best);
  for (float& weight : column) weight = scale * rounded(weight, scale, levels);
  const std::uint16_t coarsest = scale_as_it_is(column, levels);
  return coarsest ? coarsest : best;
}

}  // namespace

QuantizedMatrix quantize_per_column(std::span<const float> weights, int rows, int columns,
                                    int levels) {
  QuantizedMatrix q{std::vector<std::uint16_t>(columns), std::vector<std::int8_t>(weights.size())};
  std::vector<float> column(rows);
  for (int c = 0; c < columns; ++c) {
    for (int r = 0; r < rows; ++r) column[r] = weights[static_cast<std::size_t>(r) * columns + c];
    q.scales[c] = round_column(column, levels);
    const float scale = half_to_float(q.scales[c]);
    for (int r = 0; r < rows; ++r) {
      q.values[static_cast<std::size_t>(r) * columns + c] =
          static_cast<std::int8_t>(rounded(column[r], scale, levels));
    }
  }
  return q;
}

}  // namespace second_opinion
