// Weights as int8 with one scale per output channel, clipped where that makes
// the squared error smallest. Weights only: arithmetic stays in float.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace second_opinion {

struct QuantizedMatrix {
  std::vector<std::uint16_t> scales;  // float16, one per column
  std::vector<std::int8_t> values;    // rows×columns, -127..127; weight ≈ scale·value
};

// weights: rows×columns, row-major, finite.
QuantizedMatrix quantize_per_column(std::span<const float> weights, int rows, int columns);

}  // namespace second_opinion
