// Covers native_trainer/studies/sweep/sweep_effects: what is gathered under which factor.
#include "native_trainer/studies/sweep/sweep_effects.hpp"

#include <gtest/gtest.h>

#include "tests/support/sweep_data.hpp"

namespace second_opinion {
namespace {

TEST(SweepEffects, RatesGatherTheirRuns) {
  const auto effects = rate_effects(testing::made_up_rows(testing::small_grid()));
  ASSERT_EQ(effects.size(), 4u);
  EXPECT_EQ(effects[1].optimizer, "adam");
  EXPECT_EQ(effects[1].loss, "cross_entropy");
  EXPECT_EQ(effects[1].runs, 2);
  EXPECT_EQ(effects[1].failed, 1);
  EXPECT_DOUBLE_EQ(effects[1].best, 0.94);
  EXPECT_DOUBLE_EQ(effects[1].median, 0.47) << "a failed run counts as nothing right";
  EXPECT_DOUBLE_EQ(effects[0].median, 0.915);
}

TEST(SweepEffects, SizesGatherTheirRunsAndRise) {
  const auto sizes = size_effects(testing::made_up_rows(testing::small_grid()));
  ASSERT_EQ(sizes.size(), 2u);
  EXPECT_EQ(sizes[0].parameters, 1000u);
  EXPECT_EQ(sizes[0].runs, 3) << "the failed run is left out";
  EXPECT_EQ(sizes[1].runs, 4);
  EXPECT_DOUBLE_EQ(sizes[1].best, 0.98);
  EXPECT_DOUBLE_EQ(sizes[1].mean, 0.95);
  EXPECT_NEAR(sizes[1].deviation, 0.0258198889747, 1e-12) << "of 0.92, 0.94, 0.96, 0.98, n - 1";
  EXPECT_DOUBLE_EQ(sizes[1].test_mean, 0.91);
}

}  // namespace
}  // namespace second_opinion
