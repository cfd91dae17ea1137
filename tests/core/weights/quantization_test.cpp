// Covers core/weights/quantization.cpp.
#include "core/weights/quantization.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/base/half.hpp"
#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

double squared_error(const std::vector<float>& weights, int columns, int column, double scale) {
  double error = 0;
  for (std::size_t i = column; i < weights.size(); i += columns) {
    const double level = std::min(127.0, std::max(-127.0, std::round(weights[i] / scale)));
    error += std::pow(weights[i] - scale * level, 2);
  }
  return error;
}

TEST(Quantization, IsAtLeastAsGoodAsScalingByTheLargest) {
  std::mt19937 random(1);
  const int rows = 200, columns = 7;
  auto weights = random_values(rows * columns, random);
  for (float& weight : weights)
    weight = weight * weight * weight;  // heavy tails, where clipping pays
  const QuantizedMatrix q = quantize_per_column(weights, rows, columns, kInt8Levels);
  ASSERT_EQ(q.scales.size(), 7u);
  ASSERT_EQ(q.values.size(), weights.size());
  for (int c = 0; c < columns; ++c) {
    float largest = 0;
    for (std::size_t i = c; i < weights.size(); i += columns)
      largest = std::max(largest, std::abs(weights[i]));
    const double scale = half_to_float(q.scales[c]);
    double error = 0;
    for (std::size_t i = c; i < weights.size(); i += columns)
      error += std::pow(weights[i] - scale * q.values[i], 2);
    EXPECT_NEAR(error, squared_error(weights, columns, c, scale), 1e-9);
    EXPECT_LE(error, 1.001 * squared_error(weights, columns, c,
                                           half_to_float(float_to_half(largest / 127))));
  }
}

TEST(Quantization, ClipsTheRareLargestWhereThatPays) {
  std::mt19937 random(2);
  std::vector<float> weights(20000);
  for (float& weight : weights) {
    for (const float part : random_values(12, random)) weight += part;  // about normal
  }
  const QuantizedMatrix q = quantize_per_column(weights, 20000, 1, kInt8Levels);
  const float largest = std::abs(*std::max_element(
      weights.begin(), weights.end(), [](float a, float b) { return std::abs(a) < std::abs(b); }));
  EXPECT_LT(squared_error(weights, 1, 0, half_to_float(q.scales[0])),
            0.95 * squared_error(weights, 1, 0, largest / 127));
}

TEST(Quantization, KeepsZerosAndGridPoints) {
  const std::vector<float> zeros(12);
  for (const std::int8_t value : quantize_per_column(zeros, 4, 3, kInt8Levels).values)
    EXPECT_EQ(value, 0);
  std::vector<float> grid;
  for (int i = -127; i <= 127; ++i) grid.push_back(static_cast<float>(i) * 0.25f);
  const QuantizedMatrix q = quantize_per_column(grid, 255, 1, kInt8Levels);
  for (int i = 0; i < 255; ++i)
    EXPECT_EQ(half_to_float(q.scales[0]) * static_cast<float>(q.values[i]), grid[i]);
}

TEST(Quantization, FindsACoarserGridAgain) {
  // Multiples -14 to 14 of 0.125, all even: multiples -7 to 7 of 0.25.
  std::vector<float> grid;
  for (int i = -7; i <= 7; ++i) grid.push_back(static_cast<float>(i) * 0.25f);
  for (const int levels : {kInt8Levels, kInt4Levels}) {
    const QuantizedMatrix q = quantize_per_column(grid, 15, 1, levels);
    EXPECT_EQ(half_to_float(q.scales[0]), 0.25f);
    for (int i = 0; i < 15; ++i) EXPECT_EQ(q.values[static_cast<std::size_t>(i)], i - 7);
  }
}

TEST(Quantization, RoundsNothingTwice) {
  std::mt19937 random(3);
  for (const int levels : {kInt8Levels, kInt4Levels}) {
    for (int rows = 1; rows < 40; ++rows) {
      const QuantizedMatrix first =
          quantize_per_column(random_values(rows, random), rows, 1, levels);
      std::vector<float> rounded;
      for (const std::int8_t value : first.values)
        rounded.push_back(half_to_float(first.scales[0]) * static_cast<float>(value));
      const QuantizedMatrix again = quantize_per_column(rounded, rows, 1, levels);
      EXPECT_EQ(again.scales, first.scales) << rows;
      EXPECT_EQ(again.values, first.values) << rows;
      for (const std::int8_t value : first.values) EXPECT_LE(std::abs(value), levels);
    }
  }
}

TEST(Quantization, StaysInRangeForTinyAndHugeWeights) {
  for (const float size : {1e-30f, 1e-8f, 1e6f, 8e6f}) {
    const std::vector<float> weights{size, -size, size / 2, 0};
    for (const std::int8_t value : quantize_per_column(weights, 4, 1, kInt8Levels).values)
      EXPECT_GE(value, -127);
  }
}

}  // namespace
}  // namespace second_opinion
