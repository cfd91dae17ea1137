// The raised ground that both states of "Try a digit" stand on.
#pragma once

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr float kCardRounding = 12;

constexpr float card_padding(float width) {
  return width < 560 ? 20.0f : 32.0f;
}

inline void draw_card(const PageCanvas& canvas, const Rect& place) {
  const ImVec2 from{canvas.snap(place.x), canvas.snap(place.y)};
  const ImVec2 to{canvas.snap(place.x + place.w), canvas.snap(place.y + place.h)};
  canvas.list->AddRectFilled(from, to, canvas.theme->panel, kCardRounding);
  canvas.list->AddRect(from, to, canvas.theme->rule, kCardRounding, 0, 1);
}

}  // namespace second_opinion
