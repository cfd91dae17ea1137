// A table of runs → placed cells and rules: column widths from the contents,
// tabular figures, hairlines only across. No drawing.
#pragma once

#include <vector>

#include "web/article/document/document.hpp"
#include "web/article/typesetting/paragraph.hpp"
#include "web/article/typesetting/placement.hpp"

namespace second_opinion {

// The width of each column without the gaps, and the gap between two. Together they are at most
// `width`, unless even the longest words do not fit.
struct ColumnWidths {
  std::vector<float> widths;
  float gap = 0;
};
ColumnWidths column_widths(const std::vector<TextExtent>& columns, float width);

// Sets the table from top_left on, appends its pieces of text, a part for each cell, and its rules,
// and returns its height.
float set_table(const Fonts& fonts, const Table& table, float size, ImVec2 top_left, float width,
                std::vector<PlacedText>& texts, std::vector<TextPart>& parts,
                std::vector<PlacedBox>& boxes);

}  // namespace second_opinion
