// Covers core/learning/learning_rate.cpp against closed forms.
#include "core/learning/learning_rate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace second_opinion {
namespace {

TEST(LearningRate, ConstantStaysAtItsPeak) {
  for (const double epoch : {0.0, 3.5, 10.0})
    EXPECT_EQ(learning_rate_factor({.kind = ScheduleKind::kConstant}, epoch, 10), 1);
}

TEST(LearningRate, WarmUpRisesLinearly) {
  const ScheduleSettings settings{
      .kind = ScheduleKind::kCosine, .warmup_epochs = 4, .start_factor = 0.2};
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 0, 20), 0.2);
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 1, 20), 0.4);
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 4, 20), 1);
}

TEST(LearningRate, StepFallsByItsFactor) {
  const ScheduleSettings settings{
      .kind = ScheduleKind::kStep, .step_epochs = 2, .step_factor = 0.5};
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 1.99, 10), 1);
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 2, 10), 0.5);
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 7.5, 10), 0.125);
}

TEST(LearningRate, CosineFollowsItsFormula) {
  const ScheduleSettings settings{.kind = ScheduleKind::kCosine, .final_factor = 0.1};
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 0, 8), 1);
  EXPECT_NEAR(learning_rate_factor(settings, 2, 8),
              0.1 + 0.9 * 0.5 * (1 + std::cos(std::numbers::pi / 4)), 1e-12);
  EXPECT_NEAR(learning_rate_factor(settings, 8, 8), 0.1, 1e-12);
}

TEST(LearningRate, OneCycleRisesToItsPeakAndFallsToItsEnd) {
  const ScheduleSettings settings{.kind = ScheduleKind::kOneCycle,
                                  .warmup_epochs = 3,
                                  .start_factor = 0.04,
                                  .final_factor = 0.001};
  EXPECT_NEAR(learning_rate_factor(settings, 0, 10), 0.04, 1e-12);
  EXPECT_NEAR(learning_rate_factor(settings, 1.5, 10), 0.52, 1e-12);
  EXPECT_DOUBLE_EQ(learning_rate_factor(settings, 3, 10), 1);
  EXPECT_NEAR(learning_rate_factor(settings, 6.5, 10), 0.5005, 1e-12);
  EXPECT_NEAR(learning_rate_factor(settings, 10, 10), 0.001, 1e-12);
}

}  // namespace
}  // namespace second_opinion
