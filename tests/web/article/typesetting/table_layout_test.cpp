// Columns and rules of tables.
#include "web/article/typesetting/table_layout.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/web/test_fonts.hpp"
#include "web/article/document/markdown_parser.hpp"

namespace second_opinion {
namespace {

Table table_of(const std::string& rows) {
  return parse_markdown("# T\n\n" + rows).value().blocks[1].table;
}

const char* kScores =
    "| Network | Test | Errors |\n|:--|--:|--:|\n| Linear | 92.43 % | 757 |\n| Convolutional | "
    "99.11 % | 8 |";

TEST(ColumnWidths, FitWhateverTheWidth) {
  const std::vector<TextExtent> columns = {{40, 200}, {30, 60}, {50, 300}};
  for (float width = 160; width < 900; width += 20) {
    const ColumnWidths result = column_widths(columns, width);
    EXPECT_LE(std::accumulate(result.widths.begin(), result.widths.end(), 2 * result.gap),
              width + 0.01f)
        << width;
    for (std::size_t i = 0; i < columns.size(); ++i)
      EXPECT_GE(result.widths[i], columns[i].narrowest - 0.01f);
  }
}

TEST(TableLayout, RightAlignedColumnsShareTheirRightEdge) {
  std::vector<PlacedText> texts;
  std::vector<TextPart> parts;
  std::vector<PlacedBox> boxes;
  set_table(test_fonts(), table_of(kScores), 16, ImVec2(20, 0), 600, texts, parts, boxes);
  ASSERT_EQ(texts.size(), 9u);
  const auto right = [&](std::size_t i) { return texts[i].x + texts[i].width; };
  for (const std::size_t column : {1u, 2u}) {
    EXPECT_NEAR(right(3 + column), right(6 + column), 0.1f);
    EXPECT_NEAR(right(column), right(3 + column), 0.1f);
  }
  EXPECT_NEAR(right(2), 620, 0.2f);
  EXPECT_FLOAT_EQ(texts[3].x, texts[6].x);
  EXPECT_TRUE(texts[4].style.tabular);
  EXPECT_FLOAT_EQ(texts[4].width, texts[7].width) << "tabular figures are equally wide";
}

TEST(TableLayout, FitsATelephone) {
  for (const float width : {280.0f, 350.0f}) {
    std::vector<PlacedText> texts;
    std::vector<TextPart> parts;
    std::vector<PlacedBox> boxes;
    set_table(test_fonts(), table_of(kScores), 16, ImVec2(0, 0), width, texts, parts, boxes);
    for (const PlacedText& text : texts) EXPECT_LE(text.x + text.width, width + 0.5f) << text.text;
  }
}

TEST(TableLayout, RowsDescendAndRulesSeparateThem) {
  std::vector<PlacedText> texts;
  std::vector<TextPart> parts;
  std::vector<PlacedBox> boxes;
  const float height =
      set_table(test_fonts(), table_of(kScores), 16, ImVec2(0, 100), 500, texts, parts, boxes);
  EXPECT_LT(texts[0].y, texts[3].y);
  EXPECT_LT(texts[3].y, texts[6].y);
  EXPECT_EQ(boxes.size(), 4u);
  EXPECT_NEAR(boxes.back().place.y + boxes.back().place.h, 100 + height, 0.01f);
}

}  // namespace
}  // namespace second_opinion
