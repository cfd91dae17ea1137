// Breaks of small paragraphs, by hand.
#include "web/typography/line_breaker.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

std::vector<BreakBox> words(std::initializer_list<float> widths) {
  std::vector<BreakBox> boxes;
  for (const float width : widths) boxes.push_back({width, 1});
  return boxes;
}

TEST(LineBreaker, OneLineWhenEverythingFits) {
  EXPECT_EQ(break_lines(words({3, 3, 2}), 10), (std::vector<std::size_t>{3}));
  EXPECT_TRUE(break_lines({}, 10).empty());
}

TEST(LineBreaker, TheSpaceAtALinesEndDoesNotCount) {
  EXPECT_EQ(break_lines(words({5, 4, 10}), 10), (std::vector<std::size_t>{2, 3}));
}

TEST(LineBreaker, LooksAheadForAnEvenRag) {
  // First fit gives 10 | 3 | 10; moving one word down gives 6 | 7 | 10.
  EXPECT_EQ(break_lines(words({6, 3, 3, 10, 6, 3}), 10)[0], 1u);
}

TEST(LineBreaker, LeavesNoWordAloneOnTheLastLine) {
  const auto breaks = break_lines(words({3, 3, 2, 3, 3, 2, 2}), 10);
  ASSERT_EQ(breaks.size(), 3u);
  EXPECT_GE(breaks[2] - breaks[1], 2u);
}

TEST(LineBreaker, ForcedBreaksHold) {
  auto boxes = words({2, 2, 2});
  boxes[0].forced = true;
  EXPECT_EQ(break_lines(boxes, 100), (std::vector<std::size_t>{1, 3}));
}

TEST(LineBreaker, AWordWiderThanTheLineStandsAlone) {
  EXPECT_EQ(break_lines(words({2, 50, 2}), 10), (std::vector<std::size_t>{1, 2, 3}));
}

TEST(LineBreaker, TheFirstLinesMayBeNarrower) {
  const auto boxes = words({4, 4, 4, 4, 4, 4});
  EXPECT_EQ(break_lines(boxes, LineWidths{14, 2, 4}), (std::vector<std::size_t>{1, 2, 4, 6}));
}

TEST(LineBreaker, PrefersBreaksWithoutPenalty) {
  auto boxes = words({4, 4, 4, 4, 5, 5});
  const auto free = break_lines(boxes, 15);
  boxes[free[0] - 1].penalty = 1;
  EXPECT_NE(break_lines(boxes, 15)[0], free[0]);
}

}  // namespace
}  // namespace second_opinion
