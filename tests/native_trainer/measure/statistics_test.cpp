// Covers native_trainer/measure/statistics.cpp: means, deviations and medians by hand.
#include "native_trainer/measure/statistics.hpp"

#include <gtest/gtest.h>

#include <array>

namespace second_opinion {
namespace {

TEST(Spread, IsThatOfASample) {
  const std::array values{1.0, 2.0, 6.0};
  const Spread spread = spread_of(values);
  EXPECT_DOUBLE_EQ(spread.mean, 3);
  EXPECT_DOUBLE_EQ(spread.deviation * spread.deviation, (4 + 1 + 9) / 2.0);
}

TEST(Spread, OfOneValueIsNothing) {
  const std::array values{0.25};
  EXPECT_EQ(spread_of(values).mean, 0.25);
  EXPECT_EQ(spread_of(values).deviation, 0);
}

TEST(IntervalOfMean, IsStudents) {
  // 4.303 · 0.0003 / √3 on each side.
  const Interval three = interval_of_mean({.mean = 0.997, .deviation = 0.0003}, 3);
  EXPECT_NEAR(three.low, 0.997 - 0.000745, 1e-6);
  EXPECT_NEAR(three.high, 0.997 + 0.000745, 1e-6);
  EXPECT_EQ(interval_of_mean({.mean = 0.9}, 1).low, 0);
  EXPECT_EQ(interval_of_mean({.mean = 0.9999, .deviation = 0.1}, 2).high, 1);
  EXPECT_LT(interval_of_mean({.mean = 0.9, .deviation = 0.01}, 20).high, 0.91);
}

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoInTheMiddle) {
  EXPECT_EQ(median_of({5}), 5);
  EXPECT_EQ(median_of({9, 1, 2}), 2);
  EXPECT_EQ(median_of({9, 1, 2, 4}), 3);
}

}  // namespace
}  // namespace second_opinion
