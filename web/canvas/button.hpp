// A drawn button, which is only its looks: the press arrives through the control that is published
// for the same place.
#pragma once

#include <string_view>

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

enum class ButtonLook : unsigned char {
  kPrimary,  // filled with ink: the one thing to do here
  kOutlined,
  kPlain,        // words that light up under the pointer
  kUnavailable,  // outlined faintly: there is nothing for it to do at the moment
};

float button_width(const Fonts& fonts, std::string_view label);
float button_height(bool coarse_pointer);
void draw_button(const PageCanvas& canvas, const Rect& place, std::string_view label,
                 ButtonLook look);

}  // namespace second_opinion
