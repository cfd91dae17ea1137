// Covers core/learning/training/split.cpp.
#include "core/learning/training/split.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace second_opinion {
namespace {

TEST(Split, PartsAreDisjointAndComplete) {
  const Split split = split_indices(60000, 0.2);
  EXPECT_EQ(split.validation.size(), 12000u);
  std::vector<int> all = split.training;
  all.insert(all.end(), split.validation.begin(), split.validation.end());
  std::sort(all.begin(), all.end());
  for (int i = 0; i < 60000; ++i) ASSERT_EQ(all[static_cast<std::size_t>(i)], i);
}

TEST(Split, IsTheSameEveryTimeAndAnotherForAnotherSeed) {
  EXPECT_EQ(split_indices(500, 0.2).validation, split_indices(500, 0.2).validation);
  EXPECT_NE(split_indices(500, 0.2).validation, split_indices(500, 0.2, kSplitSeed + 1).validation);
}

TEST(Split, NothingIsHeldOutForAFullTraining) {
  const Split split = split_indices(10, 0);
  EXPECT_TRUE(split.validation.empty());
  EXPECT_EQ(split.training.size(), 10u);
}

}  // namespace
}  // namespace second_opinion
