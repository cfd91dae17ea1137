// Draws a button's ground, its frame and its label, as its look demands.
#include "web/canvas/button.hpp"

#include <cmath>

namespace second_opinion {
namespace {

constexpr float kLabelSize = 15.5f;
constexpr float kPadding = 22;
constexpr float kRounding = 8;

TextStyle label_style(Color color) {
  return {.face = Face::kSansBold, .size = kLabelSize, .color = color};
}

}  // namespace

float button_width(const Fonts& fonts, std::string_view label) {
  return std::ceil(measure_text(fonts, label, label_style(0)) + 2 * kPadding);
}

float button_height(bool coarse_pointer) {
  return coarse_pointer ? kTouchTarget + 4 : 44;
}

void draw_button(const PageCanvas& canvas, const Rect& place, std::string_view label,
                 ButtonLook look) {
  const Theme& theme = *canvas.theme;
  const bool hovered = canvas.hovered(place);
  const ImVec2 from{canvas.snap(place.x), canvas.snap(place.y)};
  const ImVec2 to{canvas.snap(place.x + place.w), canvas.snap(place.y + place.h)};
  Color text = theme.ink;
  if (look == ButtonLook::kPrimary) {
    canvas.list->AddRectFilled(from, to, hovered ? mix(theme.ink, theme.paper, 0.18f) : theme.ink,
                               kRounding);
    text = theme.paper;
  } else if (look == ButtonLook::kOutlined) {
    if (hovered) canvas.list->AddRectFilled(from, to, with_alpha(theme.ink, 0.07f), kRounding);
    canvas.list->AddRect(from, to, theme.control, kRounding, 0, 1);
  } else if (look == ButtonLook::kUnavailable) {
    canvas.list->AddRect(from, to, theme.rule, kRounding, 0, 1);
    text = mix(theme.panel, theme.muted, 0.6f);
  } else if (hovered) {
    canvas.list->AddRectFilled(from, to, with_alpha(theme.ink, 0.07f), kRounding);
  }
  draw_label(canvas, {place.x + place.w / 2, place.y + place.h / 2}, label, label_style(text));
}

}  // namespace second_opinion
