// Measures the columns first, then sets row by row.
#include "web/article/typesetting/table_layout.hpp"

#include <algorithm>
#include <numeric>

namespace second_opinion {
namespace {

constexpr float kRowPadding = 7;  // above and below the text of a row
constexpr float kWideGap = 28;
constexpr float kNarrowGap = 14;

ParagraphStyle cell_style(float size, Align align, bool head) {
  ParagraphStyle style;
  style.regular = head ? Face::kSansBold : Face::kSans;
  style.italic = Face::kSans;
  style.bold = Face::kSansBold;
  style.size = size;
  style.leading = size * 1.4f;
  style.tabular = true;
  style.align = align;
  return style;
}

Align align_of(const Table& table, std::size_t column) {
  return column < table.alignments.size() ? table.alignments[column] : Align::kLeft;
}

std::vector<TextExtent> measure_columns(const Fonts& fonts, const Table& table, float size) {
  std::vector<TextExtent> columns(table.alignments.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t c = 0; c < table.rows[row].size() && c < columns.size(); ++c) {
      const TextExtent cell =
          measure_runs(fonts, table.rows[row][c], cell_style(size, Align::kLeft, row == 0));
      columns[c].narrowest = std::max(columns[c].narrowest, cell.narrowest);
      columns[c].widest = std::max(columns[c].widest, cell.widest);
    }
  }
  return columns;
}

float narrowest_table(const std::vector<TextExtent>& columns) {
  float sum = kNarrowGap * static_cast<float>(columns.size() - 1);
  for (const TextExtent& column : columns) sum += column.narrowest;
  return sum;
}

}  // namespace

ColumnWidths column_widths(const std::vector<TextExtent>& columns, float width) {
  ColumnWidths result;
  const float gaps = static_cast<float>(columns.size()) - 1;
  float widest = 0;
  float narrowest = 0;
  for (const TextExtent& column : columns) {
    widest += column.widest;
    narrowest += column.narrowest;
  }
  result.gap = widest + gaps * kWideGap <= width ? kWideGap : kNarrowGap;
  const float room = width - gaps * result.gap;
  // Everything on one line: the rest goes between the columns. Otherwise each
  // column gives up the same share of what it could do without.
  const float share = widest <= room ? 1.0f
                      : widest > narrowest
                          ? std::max(0.0f, (room - narrowest) / (widest - narrowest))
                          : 0.0f;
  if (widest <= room && gaps > 0) result.gap += (room - widest) / gaps;
  for (const TextExtent& column : columns)
    result.widths.push_back(column.narrowest + share * (column.widest - column.narrowest));
  return result;
}

float set_table(const Fonts& fonts, const Table& table, float size, ImVec2 top_left, float width,
                std::vector<PlacedText>& texts, std::vector<TextPart>& parts,
                std::vector<PlacedBox>& boxes) {
  std::vector<TextExtent> extents = measure_columns(fonts, table, size);
  if (extents.empty()) return 0;
  if (narrowest_table(extents) > width) {
    size *= 0.87f;  // phones
    extents = measure_columns(fonts, table, size);
  }
  const ColumnWidths columns = column_widths(extents, width);
  float y = top_left.y;
  boxes.push_back({BoxKind::kStrongRule, {top_left.x, y, width, 2}});
  y += 2;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    float x = top_left.x;
    float height = 0;
    for (std::size_t c = 0; c < table.rows[row].size() && c < columns.widths.size(); ++c) {
      const ParagraphStyle style = cell_style(size, align_of(table, c), row == 0);
      // A hair wider than measured: rounding must not break a cell that just fits.
      const PartPlace place{.kind = row == 0 ? PartKind::kHeadCell : PartKind::kCell,
                            .top_left = ImVec2(x, y + kRowPadding),
                            .width = columns.widths[c] + 0.05f,
                            .row = static_cast<int>(row)};
      height = std::max(height, set_part(fonts, table.rows[row][c], style, place, texts, parts));
      x += columns.widths[c] + columns.gap;
    }
    y += height + 2 * kRowPadding;
    const bool last = row + 1 == table.rows.size();
    boxes.push_back({last || row == 0 ? BoxKind::kStrongRule : BoxKind::kHairline,
                     {top_left.x, y, width, last ? 2.0f : 1.0f}});
    y += last ? 2.0f : 1.0f;
  }
  return y - top_left.y;
}

}  // namespace second_opinion
