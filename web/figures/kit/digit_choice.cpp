// See digit_choice.hpp.
#include "web/figures/kit/digit_choice.hpp"

#include <algorithm>
#include <cmath>

#include "web/figures/kit/digit_sheet.hpp"
#include "web/figures/kit/figure_kit.hpp"

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

std::string control_prefix(const std::string& figure_id) {
  return figure_id + ":choose:";
}

}  // namespace

float DigitChoice::height(float width) const {
  const int count = static_cast<int>(live_.offers().size());
  const int rows = (count + per_row(width, count) - 1) / per_row(width, count);
  return kHead + static_cast<float>(rows) * (side(width) + kRowGap);
}

Rect DigitChoice::offer_place(const Rect& place, int offer) const {
  const int columns = per_row(place.w, static_cast<int>(live_.offers().size()));
  const int row = offer / columns, column = offer % columns;
  const float size = side(place.w);
  return {place.x + (size + kGap) * static_cast<float>(column),
          place.y + kHead + (size + kRowGap) * static_cast<float>(row), size, size};
}

void DigitChoice::draw(const PageCanvas& canvas, const Rect& place) const {
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

void DigitChoice::controls(const std::string& figure_id, const Rect& place,
                           std::vector<Control>& out) const {
  for (int i = 0; i < static_cast<int>(live_.offers().size()); ++i) {
    out.push_back({control_prefix(figure_id) + std::to_string(i), ControlKind::kButton,
                   "Show " + live_.offers()[static_cast<std::size_t>(i)].name,
                   offer_place(place, i), "", false, figure_id + ":choices"});
  }
}

bool DigitChoice::press(const std::string& figure_id, std::string_view control_id) {
  const std::string prefix = control_prefix(figure_id);
  for (int i = 0; i < static_cast<int>(live_.offers().size()); ++i) {
    if (control_id != prefix + std::to_string(i)) continue;
    live_.choose(i);
    return true;
  }
  return false;
}

}  // namespace second_opinion
