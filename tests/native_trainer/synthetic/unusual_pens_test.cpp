// Covers native_trainer/synthetic/unusual_pens.cpp.
#include "native_trainer/synthetic/unusual_pens.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/bars_dataset.hpp"

namespace second_opinion {
namespace {

TEST(UnusualPens, ChangeAPictureByItsKeyAloneAndKeepItInRange) {
  const Picture whole = to_picture(testing::bars_dataset(5).image(4));
  std::set<PictureBytes> kinds;
  for (std::uint64_t key = 0; key < 60; ++key) {
    Random random(key), again(key);
    const Picture once = by_unusual_pen(whole, random);
    EXPECT_EQ(by_unusual_pen(whole, again), once);
    for (const float value : once) ASSERT_TRUE(value >= 0 && value <= 255) << value;
    kinds.insert(to_bytes(once));
  }
  EXPECT_GE(kinds.size(), 55u);
}

}  // namespace
}  // namespace second_opinion
