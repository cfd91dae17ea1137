// web/figures/kit/chart_axis: round steps that hold the data.
#include "web/figures/kit/chart_axis.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(ChartAxis, TakesRoundStepsAroundTheData) {
  const ChartAxis axis = round_axis(0.972, 1.0, 5);
  EXPECT_NEAR(axis.low, 0.97, 1e-9);
  EXPECT_NEAR(axis.high, 1.0, 1e-9);
  EXPECT_NEAR(axis.step, 0.01, 1e-9);
  EXPECT_EQ(axis.ticks().size(), 4u);
  EXPECT_EQ(axis.decimals(0.01), 0);
}

TEST(ChartAxis, ShowsAsManyDecimalsAsTicksNeed) {
  EXPECT_EQ(round_axis(0.994, 0.9965, 5).decimals(0.01), 2);
  EXPECT_EQ(round_axis(0.99, 1.0, 5).decimals(0.01), 1);
  EXPECT_EQ(round_axis(0, 0.15, 5).decimals(1), 2);
}

TEST(ChartAxis, SurvivesDataWithoutExtent) {
  const ChartAxis axis = round_axis(0.5, 0.5, 4);
  EXPECT_GT(axis.high - axis.low, 0);
  EXPECT_LE(axis.ticks().size(), 5u);
}

TEST(ChartAxis, PlacesValuesBetweenItsEnds) {
  ChartAxis axis = round_axis(0, 10, 5);
  axis.from = 200;
  axis.to = 100;
  EXPECT_FLOAT_EQ(axis.place(0), 200);
  EXPECT_FLOAT_EQ(axis.place(5), 150);
}

}  // namespace
}  // namespace second_opinion
