// Mixed styles in lines: nothing overfull, nothing lost, nothing overlapping.
#include "web/article/typesetting/paragraph.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/web/test_fonts.hpp"
#include "web/article/document/markdown_parser.hpp"

namespace second_opinion {
namespace {

std::vector<Run> runs_of(const std::string& markdown) {
  return parse_markdown("# T\n\n" + markdown).value().blocks[1].runs;
}

const char* kMixed =
    "Both networks read **the same ten thousand digits**, and both get *almost all* of them right; "
    "`native_trainer/recipes/transformer.json` says how, in a well-known way, x<sup>2</sup> and "
    "all, "
    "and [a link that is long enough to be broken](#there) stands here as well.";

// Lines by baseline of unraised pieces: leftmost and rightmost x, and the text.
struct SetLine {
  float left = 1e9f, right = 0;
  std::string text;
};
std::map<float, SetLine> lines_of(const std::vector<PlacedText>& pieces) {
  std::map<float, SetLine> lines;
  for (const PlacedText& piece : pieces) {
    SetLine& line = lines[piece.y];
    line.left = std::min(line.left, piece.x);
    line.right = std::max(line.right, piece.x + piece.width);
    line.text += piece.text;
  }
  return lines;
}

TEST(Paragraph, NoLineIsOverfullAtAnyWidth) {
  const auto runs = runs_of(kMixed);
  for (float width = 40; width < 900; width += 7) {
    std::vector<PlacedText> pieces;
    set_paragraph(test_fonts(), runs, ParagraphStyle{}, ImVec2(100, 0), width, pieces);
    for (const PlacedText& piece : pieces)
      EXPECT_LE(piece.x + piece.width, 100 + width + 0.5f) << width << ": " << piece.text;
  }
}

TEST(Paragraph, NothingIsLost) {
  const auto runs = runs_of(kMixed);
  for (const float width : {60.0f, 333.0f, 5000.0f}) {
    std::vector<PlacedText> pieces;
    set_paragraph(test_fonts(), runs, ParagraphStyle{}, ImVec2(0, 0), width, pieces);
    std::string set;
    for (const PlacedText& piece : pieces) set += piece.text;
    std::string wanted = plain_text(runs);
    std::erase(set, ' ');
    std::erase(wanted, ' ');
    EXPECT_EQ(set, wanted) << width;
  }
}

TEST(Paragraph, PiecesOfALineFollowEachOtherWithoutOverlap) {
  std::vector<PlacedText> pieces;
  set_paragraph(test_fonts(), runs_of(kMixed), ParagraphStyle{}, ImVec2(0, 0), 616, pieces);
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    if (std::abs(pieces[i].y - pieces[i - 1].y) < 10) {
      EXPECT_GE(pieces[i].x, pieces[i - 1].x + pieces[i - 1].width - 0.01f);
    }
  }
}

TEST(Paragraph, TheLastLineIsNoSingleWordWhereThatCanBeHelped) {
  const auto runs = runs_of(
      "We trained, we looked, we changed one thing and trained again; most changes did nothing at "
      "all.");
  for (float width = 300; width < 700; width += 11) {
    std::vector<PlacedText> pieces;
    set_paragraph(test_fonts(), runs, ParagraphStyle{}, ImVec2(0, 0), width, pieces);
    const auto lines = lines_of(pieces);
    if (lines.size() > 1) {
      EXPECT_NE(lines.rbegin()->second.text.find(' '), std::string::npos) << width;
    }
  }
}

TEST(Paragraph, RightAlignedLinesEndAtTheEdge) {
  ParagraphStyle style;
  style.align = Align::kRight;
  std::vector<PlacedText> pieces;
  set_paragraph(test_fonts(), runs_of("several words that need more than one line"), style,
                ImVec2(10, 0), 150, pieces);
  for (const auto& [y, line] : lines_of(pieces)) EXPECT_NEAR(line.right, 160, 0.5f);
}

TEST(Paragraph, SuperscriptsStandHigherAndSmaller) {
  std::vector<PlacedText> pieces;
  set_paragraph(test_fonts(), runs_of("x<sup>2</sup> x<sub>i</sub>"), ParagraphStyle{},
                ImVec2(0, 0), 500, pieces);
  ASSERT_EQ(pieces.size(), 4u);
  EXPECT_LT(pieces[1].y, pieces[0].y);
  EXPECT_GT(pieces[3].y, pieces[0].y);
  EXPECT_LT(pieces[1].style.size, pieces[0].style.size);
}

TEST(Paragraph, RangesOfNumbersStayTogether) {
  std::vector<PlacedText> pieces;
  set_paragraph(test_fonts(), runs_of("an interval of 99.3–99.6 %"), ParagraphStyle{}, ImVec2(0, 0),
                190, pieces);
  for (const PlacedText& piece : pieces) EXPECT_FALSE(piece.text.ends_with("–")) << piece.text;
}

TEST(Paragraph, HeightIsThatOfItsLines) {
  std::vector<PlacedText> pieces;
  ParagraphStyle style;
  style.leading = 30;
  EXPECT_FLOAT_EQ(
      set_paragraph(test_fonts(), runs_of("one  \ntwo  \nthree"), style, ImVec2(0, 0), 500, pieces),
      90);
}

}  // namespace
}  // namespace second_opinion
