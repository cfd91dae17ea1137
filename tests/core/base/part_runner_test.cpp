// Covers core/base/part_runner.hpp.
#include "core/base/part_runner.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace second_opinion {
namespace {

TEST(PartRunner, DoesOnePartAfterAnotherUnlessToldOtherwise) {
  std::vector<int> done;
  PartRunner().run(4, [&](int part, int worker) {
    EXPECT_EQ(worker, 0);
    done.push_back(part);
  });
  EXPECT_EQ(done, (std::vector{0, 1, 2, 3}));
}

TEST(PartRange, PartsFollowEachOtherAndDifferByOneItemAtMost) {
  for (const auto& [count, parts] : {std::pair{20, 4}, {23, 4}, {5, 5}, {128, 3}}) {
    int next = 0;
    for (int part = 0; part < parts; ++part) {
      const PartRange range = part_range(count, part, parts);
      EXPECT_EQ(range.first, next);
      EXPECT_TRUE(range.size() == count / parts || range.size() == count / parts + 1);
      next = range.last;
    }
    EXPECT_EQ(next, count);
  }
}

// The product of an item's number and a part's number needs more than 32 bits from 46,341 on.
TEST(PartRange, LargeBatchesOfSinglePicturesDoNotOverflow) {
  EXPECT_EQ(part_range(60000, 59999, 60000).first, 59999);
  EXPECT_EQ(part_range(46341, 46340, 46341).last, 46341);
}

}  // namespace
}  // namespace second_opinion
