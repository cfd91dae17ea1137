// A cell is a rectangle whose edges lie on device pixels. Equal neighbours in a row become one, and
// what has the ground's colour is not drawn: a digit is some 150 rectangles, which cost less than a
// change of texture between labels. Weight pictures, which are dense and stand side by side, come
// from the atlas instead.
#include "web/figures/kit/cell_pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "web/figures/kit/picture_atlas.hpp"

namespace second_opinion {
namespace {

// Shades of a map: as good as 255 to the eye, and more neighbours are alike.
constexpr float kShades = 24;
constexpr int kMostCells = kImageSide;

using Palette = std::array<Color, 256>;
// Of the columns or the rows. Neighbours share an edge exactly, so that no seams show.
using Edges = std::array<float, kMostCells + 1>;

Edges edges(const PageCanvas& canvas, float start, float side, int cells) {
  Edges out{};
  for (int i = 0; i <= cells; ++i)
    out[static_cast<std::size_t>(i)] =
        canvas.snap(start + side * static_cast<float>(i) / static_cast<float>(cells));
  return out;
}

template <typename ColorAt>
void draw_cells(const PageCanvas& canvas, const Rect& place, int rows, int columns, Color ground,
                const ColorAt& color_at) {
  if (!canvas.visible(place)) return;
  const Edges xs = edges(canvas, place.x, place.w, columns),
              ys = edges(canvas, place.y, place.h, rows);
  const auto at = [](const Edges& e, int i) { return e[static_cast<std::size_t>(i)]; };
  canvas.list->AddRectFilled({xs[0], ys[0]}, {at(xs, columns), at(ys, rows)}, ground);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns;) {
      const Color color = color_at(row, column);
      int end = column + 1;
      while (end < columns && color_at(row, end) == color) ++end;
      if (color != ground)
        canvas.list->AddRectFilled({at(xs, column), at(ys, row)}, {at(xs, end), at(ys, row + 1)},
                                   color);
      column = end;
    }
  }
}

void draw_pixels(const PageCanvas& canvas, DigitPixels pixels, ImVec2 corner, float side,
                 const Palette& palette, unsigned char ground) {
  draw_cells(canvas, {corner.x, corner.y, side, side}, kImageSide, kImageSide, palette[ground],
             [&](int row, int column) {
               return palette[pixels[static_cast<std::size_t>(row * kImageSide + column)]];
             });
}

Rect snapped(const PageView& view, ImVec2 corner, float side) {
  const float x = view.snap(corner.x), y = view.snap(corner.y);
  return {x, y, view.snap(corner.x + side) - x, view.snap(corner.y + side) - y};
}

}  // namespace

float cells_side(float pixel_ratio, int cells, float limit) {
  const float step = static_cast<float>(cells) / pixel_ratio;
  return std::max(1.0f, std::floor(limit / step + 1e-3f)) * step;
}

float digit_side(float pixel_ratio, float limit) {
  return cells_side(pixel_ratio, kImageSide, limit);
}

Rect cells_square(const PageView& view, const Rect& place, int cells) {
  const float side = cells_side(view.pixel_ratio, cells, place.w);
  return {view.snap(place.x), view.snap(place.y), side, side};
}

void draw_digit(const PageCanvas& canvas, DigitPixels pixels, ImVec2 corner, float side) {
  if (!canvas.visible({corner.x, corner.y, side, side})) return;
  Palette palette;
  for (std::size_t i = 0; i < palette.size(); ++i) {
    palette[i] =
        mix(canvas.theme->digit_ground, canvas.theme->digit_ink, static_cast<float>(i) / 255.0f);
  }
  draw_pixels(canvas, pixels, corner, side, palette, 0);
}

void draw_digit(const PageCanvas& canvas, const DigitImage& image, ImVec2 corner, float side) {
  std::array<unsigned char, kImagePixels> bytes{};
  std::transform(image.pixels().begin(), image.pixels().end(), bytes.begin(),
                 [](float v) { return static_cast<unsigned char>(std::lround(v * 255.0f)); });
  draw_digit(canvas, bytes, corner, side);
}

void draw_signed_picture(const PageCanvas& canvas, const PictureAtlas* atlas, DigitPixels pixels,
                         ImVec2 corner, float side, Color positive, Color negative) {
  if (!canvas.visible({corner.x, corner.y, side, side})) return;
  if (atlas &&
      atlas->draw_signed(canvas, pixels, snapped(canvas, corner, side), positive, negative))
    return;
  Palette palette;
  for (std::size_t i = 0; i < palette.size(); ++i) {
    const int weight = rounded_weight(static_cast<unsigned char>(i)) - 128;
    const float unit = std::clamp(static_cast<float>(weight) / 127.0f, -1.0f, 1.0f);
    palette[i] = mix(canvas.theme->panel, unit < 0 ? negative : positive, std::abs(unit));
  }
  draw_pixels(canvas, pixels, corner, side, palette, 128);
}

void draw_map(const PageCanvas& canvas, const Rect& place, const MapView& map, Color accent) {
  const int rows = std::min(map.rows, kMostCells), columns = std::min(map.columns, kMostCells);
  const float scale = map.most > 0 ? 1 / map.most : 0;
  std::array<Color, static_cast<std::size_t>(kShades) + 1> palette;
  for (std::size_t i = 0; i < palette.size(); ++i)
    palette[i] = mix(canvas.theme->panel, accent, static_cast<float>(i) / kShades);
  draw_cells(canvas, place, rows, columns, palette[0], [&](int row, int column) {
    const float value = map.values[(row * map.columns + column) * map.stride] * scale;
    return palette[value > 0 ? static_cast<std::size_t>(
                                   std::lround(std::sqrt(std::min(value, 1.0f)) * kShades))
                             : 0];
  });
}

Color amount_color(const Theme& theme, float amount, Color accent, Color ground) {
  const float shade = std::round(std::min(std::abs(amount), 1.0f) * kShades) / kShades;
  return mix(ground, amount < 0 ? theme.muted : accent, amount < 0 ? shade * 0.7f : shade);
}

void draw_inked_map(const PageCanvas& canvas, const Rect& place, const DigitImage& image,
                    std::span<const float> amounts, Color accent, Color ground) {
  constexpr float kInk = 0.32f;  // the digit is seen, and the colour through it
  const Theme& theme = *canvas.theme;
  draw_cells(canvas, place, kImageSide, kImageSide, ground, [&](int row, int column) {
    const float amount = amounts[static_cast<std::size_t>(row * kImageSide + column)];
    const float ink = std::round(image.at(row, column) * 8) / 8;
    const Color color = amount == 0 ? ground : amount_color(theme, amount, accent, ground);
    return ink > 0 ? mix(color, theme.ink, kInk * ink) : color;
  });
}

void draw_cell_frame(const PageCanvas& canvas, const Rect& picture, int cells,
                     const CellRange& range, Color color, float width) {
  const float cell = picture.w / static_cast<float>(cells);
  const auto edge = [&](int i) { return cell * static_cast<float>(std::clamp(i, 0, cells)); };
  const float left = canvas.snap(picture.x + edge(range.column)),
              right = canvas.snap(picture.x + edge(range.column + range.columns));
  const float top = canvas.snap(picture.y + edge(range.row)),
              bottom = canvas.snap(picture.y + edge(range.row + range.rows));
  const float w = std::max(1.0f, std::round(width * canvas.pixel_ratio)) / canvas.pixel_ratio;
  ImDrawList& list = *canvas.list;
  list.AddRectFilled({left, top}, {right, top + w}, color);
  list.AddRectFilled({left, bottom - w}, {right, bottom}, color);
  list.AddRectFilled({left, top + w}, {left + w, bottom - w}, color);
  list.AddRectFilled({right - w, top + w}, {right, bottom - w}, color);
}

}  // namespace second_opinion
