// Weights as small integers with one scale per output channel, clipped where that
// makes the squared error smallest. Weights only: arithmetic stays in float.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace second_opinion {

struct QuantizedMatrix {
  std::vector<std::uint16_t> scales;  // float16, one per column
  std::vector<std::int8_t> values;    // rows×columns, -levels..levels; weight ≈ scale·value
};

inline constexpr int kInt8Levels = 127;
inline constexpr int kInt4Levels = 7;

// weights: rows×columns, row-major, finite. levels: 1 to 127. A column whose weights are multiples,
// -levels to levels times, of one float16 keeps them to the bit, in the smallest multiples that do.
QuantizedMatrix quantize_per_column(std::span<const float> weights, int rows, int columns,
                                    int levels);

}  // namespace second_opinion
