// Places and strokes of masthead.hpp.
#include "web/panels/masthead.hpp"

#include <algorithm>

#include "web/article/layout/page_layout.hpp"

namespace second_opinion {
namespace {

constexpr float kPi = 3.14159265f;
constexpr float kSide = kTouchTarget;
constexpr float kTop = (kTopSpace - kSide) / 2;

TextStyle label_style(Color color) {
  return {.face = Face::kSans, .size = 14.5f, .color = color};
}
float margin(float page_width) {
  return page_width < 700 ? 20.0f : 32.0f;
}

void draw_theme_mark(const PageCanvas& canvas, ImVec2 centre) {
  const Color ink = canvas.theme->ink;
  canvas.list->AddCircle(centre, 7.5f, ink, 0, 1.5f);
  canvas.list->PathArcTo(centre, 7.5f, -kPi / 2, kPi / 2);
  canvas.list->PathFillConvex(ink);
}

}  // namespace

Masthead layout_masthead(const Fonts& fonts, float page_width, bool dark, bool has_host) {
  Masthead masthead;
  float right = page_width - margin(page_width) + 12;
  const auto add = [&](std::string_view id, std::string_view label, float width) {
    right -= width;
    masthead.controls.push_back(
        {std::string(id), HostControl{}, std::string(label), {right, kTop, width, kSide}});
  };
  const auto text_width = [&](std::string_view text) {
    return measure_text(fonts, text, label_style(0)) + 24;
  };
  if (has_host) add(kSignOutControl, "Sign out", text_width("Sign out"));
  add(kThemeControl, dark ? "Switch to light colours" : "Switch to dark colours", kSide);
  if (has_host) add(kReaderViewControl, "Reader view", text_width("Reader view"));
  std::reverse(masthead.controls.begin(), masthead.controls.end());
  return masthead;
}

void draw_masthead(const PageCanvas& canvas, const Masthead& masthead, float scroll_y) {
  const Theme& theme = *canvas.theme;
  const float top = canvas.view.y - scroll_y;
  if (!canvas.visible({canvas.view.x, top, canvas.view.w, kTopSpace})) return;
  const float middle = top + kTopSpace / 2;
  for (const Control& control : masthead.controls) {
    const Rect place{canvas.view.x + control.place.x, top + control.place.y, control.place.w,
                     control.place.h};
    if (canvas.hovered(place)) {
      canvas.list->AddRectFilled({place.x, place.y}, {place.x + place.w, place.y + place.h},
                                 with_alpha(theme.ink, 0.07f), 8);
    }
    const ImVec2 centre{place.x + place.w / 2, middle};
    if (control.id == kThemeControl)
      draw_theme_mark(canvas, centre);
    else
      draw_label(canvas, centre, control.label, label_style(theme.ink));
  }
}

}  // namespace second_opinion
