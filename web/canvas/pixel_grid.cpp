// Draws the grid's cells, row by row as they are revealed, and the hairlines between them.
#include "web/canvas/pixel_grid.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

constexpr float kSoftRows = 5;  // rows that fade in at the same time

float row_opacity(int row, const PixelGridLook& look) {
  if (look.revealed >= 1) return 1;
  const float rows = static_cast<float>(look.side) + kSoftRows;
  return std::clamp((rows * look.revealed - static_cast<float>(row)) / kSoftRows, 0.0f, 1.0f);
}

void draw_lines(const PageCanvas& canvas, const Rect& place, int side, Color color) {
  const float hairline = 1 / canvas.pixel_ratio;
  for (int i = 1; i < side; ++i) {
    const float x =
        canvas.snap(place.x + place.w * static_cast<float>(i) / static_cast<float>(side));
    const float y =
        canvas.snap(place.y + place.h * static_cast<float>(i) / static_cast<float>(side));
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
  const auto edge = [&](float from, float length, int cell) {
    return canvas.snap(from + length * static_cast<float>(cell) / static_cast<float>(look.side));
  };
  for (int row = 0; row < look.side; ++row) {
    const float opacity = row_opacity(row, look);
    const float top = edge(place.y, place.h, row);
    const float bottom = edge(place.y, place.h, row + 1);
    for (int column = 0; column < look.side && opacity > 0; ++column) {
      const float ink = pixels[static_cast<std::size_t>(row * look.side + column)] * opacity;
      if (ink < 1.0f / 512) continue;
      const float left = edge(place.x, place.w, column);
      const float right = edge(place.x, place.w, column + 1);
      canvas.list->AddRectFilled({left, top}, {right, bottom},
                                 mix(theme.digit_ground, theme.digit_ink, ink));
    }
  }
  if (look.lines) draw_lines(canvas, place, look.side, with_alpha(theme.digit_ink, 0.09f));
}

}  // namespace second_opinion
