// The page's breakpoints are here or in type_scale(), and nowhere else. All numbers are CSS px.
#include "web/article/layout/page_grid.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

constexpr float kMeasure = 616;  // 69 characters of the text face at 19 px
constexpr float kWide = 960;
constexpr float kFull = 1240;
constexpr float kRailWidth = 184;
constexpr float kRailGap = 48;
constexpr float kRailMargin = 32;
constexpr float kRailReach = 480;  // on very wide pages the rail stays this near to the text
constexpr float kLeastBleed = 56;
constexpr float kNoteGap = 40;  // between the text and the notes beside it
constexpr float kNoteWidth = 240;
constexpr float kLeastNote = 180;

Column around(float centre, float wanted, float left, float right) {
  const float w = std::min(wanted, right - left);
  return {std::clamp(centre - w / 2, left, right - w), w};
}

// Wider than the text, to both sides; where less than kLeastBleed is left on a
// side, not at all: a small overhang looks like a mistake.
Column around_text(const Column& text, float wanted, float left, float right) {
  const Column wide = around(text.x + text.w / 2, wanted, left, right);
  return text.x - wide.x < kLeastBleed ? text : wide;
}

// Beside the rail everything begins at the text's left edge and bleeds to the right.
Column from_text(const Column& text, float wanted, float right) {
  return {text.x, std::min(wanted, right - text.x)};
}

}  // namespace

PageGrid page_grid(float page_width) {
  PageGrid grid;
  grid.type = type_scale(page_width);
  const float margin = page_width < 480 ? 20 : page_width < 700 ? 32 : 40;
  const bool has_rail = page_width >= kRailFrom;
  const float left = has_rail ? kRailMargin + kRailWidth + kRailGap : margin;
  const float right = page_width - margin;
  const float measure = page_width < 700 ? right - left : kMeasure;
  grid.text = around(page_width / 2, measure, left, right);
  if (has_rail) grid.rail = {std::max(kRailMargin, grid.text.x - kRailReach), kRailWidth};
  grid.wide =
      has_rail ? from_text(grid.text, kWide, right) : around_text(grid.text, kWide, left, right);
  grid.full =
      has_rail ? from_text(grid.text, kFull, right) : around_text(grid.text, kFull, left, right);
  const float notes = std::min(kNoteWidth, right - (grid.text.x + grid.text.w + kNoteGap));
  if (notes >= kLeastNote) grid.margin = {grid.text.x + grid.text.w + kNoteGap, notes};
  return grid;
}

}  // namespace second_opinion
