// Covers core/learning/ema.cpp.
#include "core/learning/ema.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

Network network_with(float weight, float running_mean) {
  Network network;
  network.parameters.push_back({"w", ParameterRole::kWeight, 0, 1, 1, {weight}});
  network.parameters.push_back({"m", ParameterRole::kRunningMean, 0, 1, 1, {running_mean}});
  return network;
}

TEST(Ema, HalvesTheDistanceInItsHalfLife) {
  WeightAverage average(network_with(0, 0), 20);
  const Network still = network_with(0, 0), moved = network_with(1, 0);
  for (int i = 0; i < 1000; ++i) average.add(still);  // beyond its quick start
  for (int i = 0; i < 20; ++i) average.add(moved);
  EXPECT_NEAR(average.values()[0][0], 0.5, 1e-5);
}

TEST(Ema, ForgetsItsStartQuickly) {
  WeightAverage average(network_with(100, 0), 1e6);
  const Network moved = network_with(1, 0);
  for (int i = 0; i < 60; ++i) average.add(moved);
  EXPECT_NEAR(average.values()[0][0], 1, 0.01);
}

TEST(Ema, LeavesRunningStatisticsAlone) {
  WeightAverage average(network_with(0, 5), 10);
  average.add(network_with(1, 7));
  Network target = network_with(0, 9);
  average.copy_to(target);
  EXPECT_GT(target.parameters[0].values[0], 0);
  EXPECT_EQ(target.parameters[1].values[0], 9);
}

}  // namespace
}  // namespace second_opinion
