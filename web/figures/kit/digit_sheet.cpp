// Digits as rectangles: runs of equal grey in a row become one, black stays ground.
// Some 150 of them cost less than a change of texture between labels. Weight
// pictures, which are dense and stand side by side, come from the atlas.
#include "web/figures/kit/digit_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "web/figures/kit/picture_atlas.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kSide = kImageSide;
using Palette = std::array<Color, 256>;

// Edges of the 28 columns or rows on device pixels: neighbours share an edge exactly, so no seams
// show.
std::array<float, kSide + 1> edges(const PageCanvas& canvas, float start, float side) {
  std::array<float, kSide + 1> out{};
  for (std::size_t i = 0; i <= kSide; ++i) {
    out[i] = canvas.snap(start + side * static_cast<float>(i) / static_cast<float>(kSide));
  }
  return out;
}

Rect snapped(const PageCanvas& canvas, ImVec2 corner, float side) {
  const float x = canvas.snap(corner.x), y = canvas.snap(corner.y);
  return {x, y, canvas.snap(corner.x + side) - x, canvas.snap(corner.y + side) - y};
}

void draw_pixels(const PageCanvas& canvas, DigitPixels pixels, ImVec2 corner, float side,
                 const Palette& palette, unsigned char ground) {
  const auto xs = edges(canvas, corner.x, side);
  const auto ys = edges(canvas, corner.y, side);
  canvas.list->AddRectFilled({xs[0], ys[0]}, {xs[kSide], ys[kSide]}, palette[ground]);
  for (std::size_t row = 0; row < kSide; ++row) {
    std::size_t column = 0;
    while (column < kSide) {
      const unsigned char value = pixels[row * kSide + column];
      std::size_t end = column + 1;
      while (end < kSide && pixels[row * kSide + end] == value) ++end;
      if (value != ground)
        canvas.list->AddRectFilled({xs[column], ys[row]}, {xs[end], ys[row + 1]}, palette[value]);
      column = end;
    }
  }
}

}  // namespace

Result<DigitSheet, std::string> DigitSheet::from_picture(const GreyPicture& picture,
                                                         const ReportSheet& sheet) {
  const int rows = sheet.columns > 0 ? (sheet.count + sheet.columns - 1) / sheet.columns : 0;
  if (picture.width != sheet.columns * kImageSide || picture.height < rows * kImageSide) {
    return Failure{sheet.file + " is " + std::to_string(picture.width) + " × " +
                   std::to_string(picture.height) + " pixels; the report describes " +
                   std::to_string(sheet.columns) + " × " + std::to_string(rows) +
                   " pictures of 28 × 28"};
  }
  DigitSheet out;
  out.cells_.reserve(static_cast<std::size_t>(sheet.count) * kImagePixels);
  for (int i = 0; i < sheet.count; ++i) {
    const std::size_t left = static_cast<std::size_t>(i % sheet.columns) * kSide;
    const std::size_t top = static_cast<std::size_t>(i / sheet.columns) * kSide;
    for (std::size_t y = 0; y < kSide; ++y) {
      const auto row =
          picture.pixels.begin() +
          static_cast<std::ptrdiff_t>((top + y) * static_cast<std::size_t>(picture.width) + left);
      out.cells_.insert(out.cells_.end(), row, row + static_cast<std::ptrdiff_t>(kSide));
    }
  }
  return out;
}

Result<DigitSheet, std::string> DigitSheet::from_png(std::span<const unsigned char> png,
                                                     const ReportSheet& sheet) {
  const auto picture = decode_grey_png(png);
  if (!picture) return Failure{sheet.file + ": " + picture.error()};
  return from_picture(picture.value(), sheet);
}

int DigitSheet::index_of(DigitPixels pixels) const {
  const std::less<const unsigned char*> before;
  const unsigned char* first = cells_.data();
  if (cells_.empty() || before(pixels.data(), first) ||
      !before(pixels.data(), first + cells_.size()))
    return -1;
  const auto offset = static_cast<std::size_t>(pixels.data() - first);
  return offset % kImagePixels == 0 ? static_cast<int>(offset / kImagePixels) : -1;
}

float digit_side(float pixel_ratio, float limit) {
  const float step = kImageSide / pixel_ratio;
  return std::max(1.0f, std::floor(limit / step + 1e-3f)) * step;
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

int rounded_weight(unsigned char value) {
  return std::clamp(static_cast<int>(std::lround((value - 128) / 8.0)) * 8 + 128, 0, 255);
}

void draw_signed_picture(const PageCanvas& canvas, DigitPixels pixels, ImVec2 corner, float side,
                         Color positive, Color negative) {
  if (!canvas.visible({corner.x, corner.y, side, side})) return;
  if (canvas.pictures && canvas.pictures->draw_signed(canvas, pixels, snapped(canvas, corner, side),
                                                      positive, negative))
    return;
  Palette palette;
  const Color zero = canvas.theme->panel;
  for (std::size_t i = 0; i < palette.size(); ++i) {
    const float unit = std::clamp((static_cast<float>(i) - 128.0f) / 127.0f, -1.0f, 1.0f);
    palette[i] = mix(zero, unit < 0 ? negative : positive, std::abs(unit));
  }
  std::array<unsigned char, kImagePixels> rounded{};
  std::transform(pixels.begin(), pixels.end(), rounded.begin(),
                 [](unsigned char v) { return static_cast<unsigned char>(rounded_weight(v)); });
  draw_pixels(canvas, rounded, corner, side, palette, 128);
}

}  // namespace second_opinion
