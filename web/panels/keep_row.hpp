// Below a result: what can be taken along of it, as a row of buttons that breaks where the card
// ends. Knows neither files nor clipboard.
#pragma once

#include <string>
#include <vector>

#include "web/app/keeping.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

struct KeepButton {
  ResultAction action;
  Rect place;
};

// All places relative to the card's corner, which the row stands `top` below.
struct KeepLayout {
  std::vector<KeepButton> buttons;
  std::vector<KeepButton> labels;  // none unless one is asked for
  Rect question{};                 // h = 0: none
  float bottom = 0;
};

KeepLayout layout_keep(const Fonts& fonts, const Keeping& keeping, float width, float top);
void draw_keep(const PageCanvas& canvas, const Rect& card, const KeepLayout& layout);

}  // namespace second_opinion
