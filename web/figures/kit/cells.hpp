// Small pictures as crisp cells: feature maps, and maps laid over a digit.
// Neighbours of one colour in a row become one rectangle.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// The largest side up to `limit` at which each of `cells` cells covers equally many device pixels.
float cells_side(float pixel_ratio, int cells, float limit);

// values: rows × columns, `stride` apart; 0 and below = panel, `most` = full accent, the root of
// what lies between, so that weak answers are seen too.
struct MapView {
  const float* values = nullptr;
  int stride = 1;
  int rows = 0;
  int columns = 0;
  float most = 1;
};
void draw_map(const PageCanvas& canvas, const Rect& place, const MapView& map, Color accent);

// The digit in grey on `ground`, coloured by amounts: 784 of -1..1, the accent for positive ones,
// grey for negative ones.
void draw_inked_map(const PageCanvas& canvas, const Rect& place, const DigitImage& image,
                    std::span<const float> amounts, Color accent, Color ground);
// What draw_inked_map makes of a place without ink: for legends.
Color amount_color(const Theme& theme, float amount, Color accent, Color ground);

// A frame of `width` px just around the cells [row, row + rows) × [column, column + columns) of a
// picture that has `cells` of them per side; what lies outside the picture is cut off.
struct CellRange {
  int row = 0, column = 0, rows = 1, columns = 1;
};
void draw_frame(const PageCanvas& canvas, const Rect& picture, int cells, const CellRange& range,
                Color color, float width = 2);

}  // namespace second_opinion
