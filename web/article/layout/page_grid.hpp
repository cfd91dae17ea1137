// The page's columns at a given width: the text's measure, the wide column that
// figures may bleed into, the contents rail.
#pragma once

#include "web/theme/theme.hpp"

namespace second_opinion {

struct Column {
  float x = 0;
  float w = 0;
};

struct PageGrid {
  Column text;    // 62–75 characters on wide screens
  Column wide;    // contains text
  Column full;    // contains wide; never covers the rail
  Column rail;    // w = 0: no rail
  Column margin;  // for side notes, right of the text, under wide figures; w = 0: none
  TypeScale type;
};

inline constexpr float kRailFrom = 1100;  // narrowest page with a contents rail

PageGrid page_grid(float page_width);

}  // namespace second_opinion
