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
  const float centre = grid.text.x + grid.text.w / 2;
  grid.wide = around(centre, kWide, left, right);
  grid.full = around(centre, kFull, left, right);
  return grid;
}

}  // namespace second_opinion
