// Covers core/base/half.hpp.
#include "core/base/half.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace second_opinion {
namespace {

TEST(Half, GivesEveryHalfBack) {
  for (unsigned bits = 0; bits < 65536; ++bits) {
    const auto half = static_cast<std::uint16_t>(bits);
    const float value = half_to_float(half);
    const unsigned magnitude = bits & 0x7FFF;
    ASSERT_EQ(std::isinf(value), magnitude == 0x7C00) << bits;
    ASSERT_EQ(std::isnan(value), magnitude > 0x7C00) << bits;
    if (magnitude < 0x7C00) {
      ASSERT_EQ(float_to_half(value), half);
    }
  }
}

TEST(Half, KnowsSomeValues) {
  const std::pair<float, unsigned> rows[] = {
      {0.0f, 0},          {-0.0f, 0x8000},    {1.0f, 0x3C00},     {-2.0f, 0xC000},
      {65504.0f, 0x7BFF}, {0x1p-14f, 0x0400}, {0x1p-24f, 0x0001}, {0.1f, 0x2E66}};
  for (const auto& [value, bits] : rows) EXPECT_EQ(float_to_half(value), bits) << value;
}

TEST(Half, RoundsToTheNearestAndTiesToEven) {
  std::mt19937 random(1);
  for (int i = 0; i < 100000; ++i) {
    const float value = std::ldexp(static_cast<float>(random() >> 8) * 0x1p-24f,
                                   static_cast<int>(random() % 42) - 26);
    if (value >= 65504.0f) continue;
    const std::uint16_t half = float_to_half(value);
    const double error = std::abs(half_to_float(half) - static_cast<double>(value));
    const double below = half > 0 ? std::abs(half_to_float(static_cast<std::uint16_t>(half - 1)) -
                                             static_cast<double>(value))
                                  : error;
    const double above =
        std::abs(half_to_float(static_cast<std::uint16_t>(half + 1)) - static_cast<double>(value));
    ASSERT_LE(error, below) << value;
    ASSERT_LE(error, above) << value;
    const bool tie = half > 0 && (error == below || error == above);
    ASSERT_TRUE(!tie || half % 2 == 0) << value;
  }
}

TEST(Half, ClampsWhatIsTooLarge) {
  EXPECT_EQ(half_to_float(float_to_half(65520.0f)), 65504.0f);
  EXPECT_EQ(half_to_float(float_to_half(-1e30f)), -65504.0f);
  EXPECT_EQ(half_to_float(float_to_half(std::numeric_limits<float>::infinity())), 65504.0f);
  EXPECT_TRUE(std::isnan(half_to_float(float_to_half(std::nanf("")))));
}

}  // namespace
}  // namespace second_opinion
