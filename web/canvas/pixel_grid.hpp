// A large digit that appears row by row: a rectangle for every pixel, with its edges on device
// pixels, bright ink on a dark ground in both themes.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

struct PixelGridLook {
  float revealed = 1;  // 0..1: how much is there yet, from the top row down
  float rounding = 6;
  bool lines = false;  // hairlines between the cells
  int side = kImageSide;
};
// pixels: side × side values 0..1, row by row. place: square.
void draw_pixel_grid(const PageCanvas& canvas, const Rect& place, std::span<const float> pixels,
                     const PixelGridLook& look);

}  // namespace second_opinion
