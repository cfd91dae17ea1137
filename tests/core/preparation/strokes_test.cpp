// core/preparation/strokes: any size and place on the pad gives the same digit; nothing drawn gives
// none.
#include "core/preparation/strokes.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace second_opinion {
namespace {

Stroke seven(float x, float y, float size) {
  return {{{x, y}, {x + size * 0.6f, y}, {x + size * 0.2f, y + size}}};
}

TEST(Strokes, NoneGiveNoDigit) {
  EXPECT_FALSE(prepare_strokes({}));
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::vector<Stroke> strokes{{}, {{{nan, 0.5f}, {-0.1f, 0.5f}, {0.5f, 1.1f}}}};
  EXPECT_FALSE(prepare_strokes(strokes));
}

TEST(Strokes, SizeAndPlaceDoNotMatter) {
  const auto large = prepare_strokes(std::vector{seven(0.1f, 0.1f, 0.8f)});
  const auto small = prepare_strokes(std::vector{seven(0.6f, 0.5f, 0.4f)});
  ASSERT_TRUE(large && small);
  double difference = 0;
  for (int i = 0; i < kImagePixels; ++i)
    difference += static_cast<double>(std::abs(large->digit.pixels()[static_cast<std::size_t>(i)] -
                                               small->digit.pixels()[static_cast<std::size_t>(i)]));
  EXPECT_LT(difference, 2);
}

TEST(Strokes, ADotIsADigitToo) {
  const auto dot = prepare_strokes(std::vector<Stroke>{{{{0.5f, 0.5f}}}});
  ASSERT_TRUE(dot);
  EXPECT_GT(dot->digit.at(14, 14), 0.5f);
}

}  // namespace
}  // namespace second_opinion
