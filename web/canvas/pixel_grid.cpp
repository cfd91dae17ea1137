// Draws the grid's cells, row by row as they are revealed, and the hairlines between them.
#include "web/canvas/pixel_grid.hpp"

#include <algorithm>
#include <cmath>

#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

constexpr float kSoftRows = 5;  // rows that fade in at the same time

float row_opacity(int row, float revealed) {
  if (revealed >= 1) return 1;
  return std::clamp(((kImageSide + kSoftRows) * revealed - row) / kSoftRows, 0.0f, 1.0f);
}

void draw_lines(const PageCanvas& canvas, const Rect& place, Color color) {
  const float hairline = 1 / canvas.pixel_ratio;
  for (int i = 1; i < kImageSide; ++i) {
    const float x = canvas.snap(place.x + place.w * i / kImageSide);
    const float y = canvas.snap(place.y + place.h * i / kImageSide);
    canvas.list->AddRectFilled({x, place.y}, {x + hairline, place.y + place.h}, color);
    canvas.list->AddRectFilled({place.x, y}, {place.x + place.w, y + hairline}, color);
  }
}

}  // namespace

void draw_pixel_grid(const PageCanvas& canvas, const Rect& place, std::span<const float> pixels,
                     const PixelGridLook& look) {
  const Theme& theme = *canvas.theme;
  const float border = look.rounding > 0 ? 4.0f : 0.0f;  // so that round corners never cut a pixel
  canvas.list->AddRectFilled({place.x - border, place.y - border},
                             {place.x + place.w + border, place.y + place.h + border},
                             theme.digit_ground, look.rounding);
  for (int row = 0; row < kImageSide; ++row) {
    const float opacity = row_opacity(row, look.revealed);
    const float top = canvas.snap(place.y + place.h * row / kImageSide);
    const float bottom = canvas.snap(place.y + place.h * (row + 1) / kImageSide);
    for (int column = 0; column < kImageSide && opacity > 0; ++column) {
      const float ink = pixels[static_cast<std::size_t>(row * kImageSide + column)] * opacity;
      if (ink < 1.0f / 512) continue;
      const float left = canvas.snap(place.x + place.w * column / kImageSide);
      const float right = canvas.snap(place.x + place.w * (column + 1) / kImageSide);
      canvas.list->AddRectFilled({left, top}, {right, bottom},
                                 mix(theme.digit_ground, theme.digit_ink, ink));
    }
  }
  if (look.lines) draw_lines(canvas, place, with_alpha(theme.digit_ink, 0.09f));
}

}  // namespace second_opinion
