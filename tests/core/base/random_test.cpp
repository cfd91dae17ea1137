// Covers core/base/random.cpp: known numbers, so that a change would be seen on any platform.
#include "core/base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace second_opinion {
namespace {

TEST(Random, IsSplitMix64) {
  Random random(0);  // the reference sequence of the published code, seed 0
  EXPECT_EQ(random.bits(), 0xe220a8397b1dcdafu);
  EXPECT_EQ(random.bits(), 0x6e789e6aa1b965f4u);
  EXPECT_EQ(random.bits(), 0x06c45d188009454fu);
}

TEST(Random, KeysDifferInEveryPart) {
  const std::uint64_t key = random_key(1, Purpose::kShuffle, {2, 3});
  EXPECT_EQ(key, random_key(1, Purpose::kShuffle, {2, 3}));
  EXPECT_NE(key, random_key(2, Purpose::kShuffle, {2, 3}));
  EXPECT_NE(key, random_key(1, Purpose::kNoise, {2, 3}));
  EXPECT_NE(key, random_key(1, Purpose::kShuffle, {3, 2}));
  EXPECT_NE(key, random_key(1, Purpose::kShuffle, {2}));
}

TEST(Random, BelowIsEvenAndInside) {
  Random random(9);
  std::array<int, 3> counts{};
  for (int i = 0; i < 30000; ++i) ++counts[random.below(3)];
  for (const int count : counts) EXPECT_NEAR(count, 10000, 300);
}

TEST(Random, NormalHasMeanZeroAndVarianceOne) {
  Random random(4);
  double sum = 0, squares = 0;
  for (int i = 0; i < 40000; ++i) {
    const double value = random.normal();
    ASSERT_TRUE(std::isfinite(value));
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / 40000, 0, 0.02);
  EXPECT_NEAR(squares / 40000, 1, 0.03);
}

TEST(Random, OrderIsAPermutationThatDependsOnTheKey) {
  std::vector<int> order = random_order(100, 1);
  EXPECT_NE(order, random_order(100, 2));
  EXPECT_EQ(order, random_order(100, 1));
  std::sort(order.begin(), order.end());
  for (int i = 0; i < 100; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

}  // namespace
}  // namespace second_opinion
