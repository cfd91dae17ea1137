// The large first letter and the lines beside it.
#include "web/article/typesetting/drop_cap.hpp"

#include <gtest/gtest.h>

#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

auto runs_of(const std::string& text) {
  std::vector<Run> runs(1);
  runs[0].text = text;
  return runs;
}

const std::string kLong =
    "Give a doctor an ordinary case and a second opinion adds nothing. Give a doctor a hard case "
    "and it is worth asking someone "
    "who "
    "was trained differently. Handwritten digits are the same, and so are the people and networks "
    "that read them every day.";

std::vector<PlacedText> set(const std::string& text, float width) {
  std::vector<PlacedText> pieces;
  set_with_drop_cap(test_fonts(), runs_of(text), ParagraphStyle{}, ImVec2(100, 50), width, pieces);
  return pieces;
}

TEST(DropCap, StandsOnTheThirdBaselineAndReachesTheFirstLinesCapitals) {
  const auto pieces = set(kLong, 600);
  ASSERT_GT(pieces.size(), 4u);
  EXPECT_EQ(pieces[0].text, "G");
  EXPECT_FLOAT_EQ(pieces[0].y, pieces[3].y);
  const float top =
      pieces[0].y - text_metrics(test_fonts(), Face::kDisplay, pieces[0].style.size).cap_height;
  EXPECT_NEAR(
      top, pieces[1].y - text_metrics(test_fonts(), Face::kText, pieces[1].style.size).cap_height,
      0.01f);
}

TEST(DropCap, ThreeLinesMakeRoomAndTheFourthDoesNot) {
  const auto pieces = set(kLong, 600);
  for (std::size_t i = 1; i <= 3; ++i) EXPECT_GT(pieces[i].x, pieces[0].x + pieces[0].width);
  EXPECT_FLOAT_EQ(pieces[4].x, 100);
  for (const PlacedText& piece : pieces) EXPECT_LE(piece.x + piece.width, 700.5f);
}

TEST(DropCap, ShortParagraphsAndSmallLettersGoWithout) {
  EXPECT_EQ(set("Give a doctor an ordinary case.", 600).size(), 1u);
  EXPECT_EQ(set("60 000 pictures " + kLong, 600)[0].text[0], '6');
  EXPECT_GT(set("60 000 pictures " + kLong, 600)[0].text.size(), 1u);
}

}  // namespace
}  // namespace second_opinion
