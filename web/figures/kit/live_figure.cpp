// The row of digits stands in rows of equal length, with a line under the chosen one.
#include "web/figures/kit/live_figure.hpp"

#include <algorithm>
#include <cmath>

#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kHead = 24;
constexpr float kDigit = 42;  // one and a half device pixels at least; two on wide pages
constexpr float kWideDigit = 56;
constexpr float kGap = 6;
constexpr float kMark = 3;  // the line under the chosen one
constexpr float kRowGap = 12;

float side(float width) {
  return width < kPhoneWidth ? kDigit : kWideDigit;
}

// Rows of equal length: no digit stands alone in the last one.
int per_row(float width, int count) {
  const int fit = std::max(1, static_cast<int>((width + kGap) / (side(width) + kGap)));
  const int rows = std::max(1, (count + fit - 1) / fit);
  return (count + rows - 1) / rows;
}

}  // namespace

float LiveFigure::choice_height(float width) const {
  const int count = static_cast<int>(live_.offers().size());
  const int rows = (count + per_row(width, count) - 1) / per_row(width, count);
  return kHead + static_cast<float>(rows) * (side(width) + kRowGap);
}

Rect LiveFigure::offer_place(const Rect& place, int offer) const {
  const int columns = per_row(place.w, static_cast<int>(live_.offers().size()));
  const int row = offer / columns, column = offer % columns;
  const float size = side(place.w);
  return {place.x + (size + kGap) * static_cast<float>(column),
          place.y + kHead + (size + kRowGap) * static_cast<float>(row), size, size};
}

void LiveFigure::draw_choice(const PageCanvas& canvas, const Rect& place) const {
  const Theme& theme = *canvas.theme;
  draw_text(canvas, at(place, 0, 12),
            "Shown: " + live_.digit().name + ". Choose another:", label_style(theme.muted));
  for (int i = 0; i < static_cast<int>(live_.offers().size()); ++i) {
    const Rect r = offer_place(place, i);
    const bool chosen = i == live_.chosen();
    if (chosen || canvas.hovered(r))
      fill(canvas, {r.x, r.y + r.h + 4, r.w, kMark}, chosen ? theme.ink : theme.control);
    fill(canvas, r, theme.digit_ground);
    const float drawn = digit_side(canvas.pixel_ratio, r.w);
    const float inset = (r.w - drawn) / 2;
    draw_digit(canvas, live_.offers()[static_cast<std::size_t>(i)].image,
               {canvas.snap(r.x + inset), canvas.snap(r.y + inset)}, drawn);
  }
}

std::string LiveFigure::html() const {
  const std::string digit = "<p>The digit looked at is " + escape_html(live_.digit().name) + ".";
  if (is_explained()) return digit + explanation();
  return digit + " What the networks make of it is worked out when the Reader view is opened.</p>";
}

std::vector<Control> LiveFigure::controls(const Rect& place) const {
  std::vector<Control> out;
  for (int i = 0; i < static_cast<int>(live_.offers().size()); ++i) {
    out.push_back({id + ":choose:" + std::to_string(i), ButtonControl{},
                   "Show " + live_.offers()[static_cast<std::size_t>(i)].name,
                   offer_place(place, i), id + ":choices"});
  }
  return out;
}

bool LiveFigure::press_choice(std::string_view control_id) {
  for (int i = 0; i < static_cast<int>(live_.offers().size()); ++i) {
    if (control_id != id + ":choose:" + std::to_string(i)) continue;
    live_.choose(i);
    return true;
  }
  return false;
}

}  // namespace second_opinion
