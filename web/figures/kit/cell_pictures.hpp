// Small pictures on the page: digits, weights, feature maps, and maps laid over a digit. They are
// crisp rectangles on device pixels, never a filtered texture. Says nothing about what they mean.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"
#include "web/canvas/page_canvas.hpp"
#include "web/figures/kit/digit_sheet.hpp"

namespace second_opinion {

class PictureAtlas;

// The largest side up to `limit`, in CSS px, at which each of `cells` cells covers equally many
// device pixels.
float cells_side(float pixel_ratio, int cells, float limit);
// The same for a digit, which has 28 pixels per side.
float digit_side(float pixel_ratio, float limit);
// A square of that side in the top left corner of `place`, on device pixels.
Rect cells_square(const PageView& view, const Rect& place, int cells);

// White ink on dark ground, as MNIST stores it; top left corner and side in CSS px.
void draw_digit(const PageCanvas& canvas, DigitPixels pixels, ImVec2 corner, float side);
void draw_digit(const PageCanvas& canvas, const DigitImage& image, ImVec2 corner, float side);

// Signed values around 128: the panel's colour at zero, `positive` and `negative` at the ends. From
// the atlas's texture where there is one, else as rectangles.
void draw_signed_picture(const PageCanvas& canvas, const PictureAtlas* atlas, DigitPixels pixels,
                         ImVec2 corner, float side, Color positive, Color negative);

// One channel of a feature map: rows × columns values, `stride` apart in memory. 0 and below is the
// panel's colour, `most` the full accent, and between them the colour goes by the root, so that
// weak answers are seen too.
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
// The colour that draw_inked_map gives to a place without ink: for legends.
Color amount_color(const Theme& theme, float amount, Color accent, Color ground);

// A frame of `width` px just around the cells [row, row + rows) × [column, column + columns) of a
// picture that has `cells` of them per side; what lies outside the picture is cut off.
struct CellRange {
  int row = 0, column = 0, rows = 1, columns = 1;
};
void draw_cell_frame(const PageCanvas& canvas, const Rect& picture, int cells,
                     const CellRange& range, Color color, float width = 2);

}  // namespace second_opinion
