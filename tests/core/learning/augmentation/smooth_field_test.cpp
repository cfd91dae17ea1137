// Covers core/learning/augmentation/smooth_field.cpp.
#include "core/learning/augmentation/smooth_field.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

float steepest(const Field& field) {
  float most = 0;
  for (int i = 0; i + kImageSide < kImagePixels; ++i) {
    const auto at = static_cast<std::size_t>(i);
    most = std::max(most, std::abs(field[at + kImageSide] - field[at]));
    if (i % kImageSide + 1 < kImageSide) most = std::max(most, std::abs(field[at + 1] - field[at]));
  }
  return most;
}

TEST(SmoothField, StaysInItsRangeAndChangesMoreSlowlyTheWiderItsGrid) {
  for (std::uint64_t key = 0; key < 20; ++key) {
    Random narrow_random(key), wide_random(key);
    Field narrow, wide;
    draw_smooth_field(2, narrow_random, narrow);
    draw_smooth_field(12, wide_random, wide);
    for (const float value : narrow) ASSERT_LE(std::abs(value), 1);
    EXPECT_LT(steepest(wide), 0.2f);
    EXPECT_GT(steepest(narrow), steepest(wide));
  }
}

TEST(SmoothField, DependsOnTheKeyAlone) {
  Field a, b, other;
  Random first(1), again(1), second(2);
  draw_smooth_field(7, first, a);
  draw_smooth_field(7, again, b);
  draw_smooth_field(7, second, other);
  EXPECT_EQ(a, b);
  EXPECT_NE(a, other);
}

}  // namespace
}  // namespace second_opinion
