// Numbers in CSS px; every breakpoint of the page is here or in type_scale().
#include "web/article/page_grid.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

constexpr float kMeasure = 616;    // 69 characters of the text face at 19 px
constexpr float kWide = 960;
constexpr float kFull = 1240;
constexpr float kRailWidth = 184;
constexpr float kRailGap = 48;

Column around(float centre, float wanted, float left, float right) {
  const float w = std::min(wanted, right - left);
  return {std::clamp(centre - w / 2, left, right - w), w};
}

// Wider than the text: to both sides where there is room, else from the text's
// left edge to the right, so that left edges still line up beside the rail.
Column beyond(const Column& text, float wanted, float left, float right) {
  const Column both = around(text.x + text.w / 2, wanted, left, right);
  const bool centred = both.x + both.w / 2 < text.x + text.w / 2 + 1;
  return centred ? both : Column{text.x, std::min(wanted, right - text.x)};
}

}  // namespace

PageGrid page_grid(float page_width) {
  PageGrid grid;
  grid.type = type_scale(page_width);
  const float margin = page_width < 480 ? 20 : page_width < 700 ? 32 : 40;
  float left = margin;
  if (page_width >= kRailFrom) {
    grid.rail = {page_width < 1360 ? 32.0f : 48.0f, kRailWidth};
    left = grid.rail.x + grid.rail.w + kRailGap;
  }
  const float right = page_width - margin;
  const float measure = page_width < 700 ? right - left : kMeasure;
  grid.text = around(page_width / 2, measure, left, right);
  grid.wide = beyond(grid.text, kWide, left, right);
  grid.full = beyond(grid.text, kFull, left, right);
  return grid;
}

}  // namespace second_opinion
