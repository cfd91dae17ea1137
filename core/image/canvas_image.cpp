// Grey, the paper behind, and which way round.
#include "core/image/canvas_image.hpp"

#include <array>
#include <cassert>
#include <optional>

#include "core/image/paper.hpp"

namespace second_opinion {
namespace {

struct Grey {
  float luminance = 0;  // 0..1
  float opacity = 0;    // 0..1
};

// The weights of picture.cpp's decoder, which sum to 256, so that white is exactly 1.
Grey grey_at(std::span<const unsigned char, kCanvasBytes> rgba, int pixel) {
  const auto at = [&](int channel) {
    return static_cast<float>(rgba[static_cast<std::size_t>(4 * pixel + channel)]);
  };
  return {(77 * at(0) + 150 * at(1) + 29 * at(2)) / (256 * 255), at(3) / 255};
}

// Dark ink was drawn to be seen on a white page, bright ink on a dark one.
float paper_behind(std::span<const unsigned char, kCanvasBytes> rgba) {
  float light = 0, ink = 0;
  for (int i = 0; i < kImagePixels; ++i) {
    const Grey grey = grey_at(rgba, i);
    light += grey.luminance * grey.opacity;
    ink += grey.opacity;
  }
  return ink > 0 && light < 0.5f * ink ? 1.0f : 0.0f;
}

}  // namespace

DigitImage digit_from_canvas(std::span<const unsigned char, kCanvasBytes> rgba) {
  const float paper = paper_behind(rgba);
  std::array<float, kImagePixels> pixels{};
  for (int i = 0; i < kImagePixels; ++i) {
    const Grey grey = grey_at(rgba, i);
    pixels[static_cast<std::size_t>(i)] =
        grey.luminance * grey.opacity + paper * (1 - grey.opacity);
  }
  const std::optional<DigitImage> image = DigitImage::from_unit_values(pixels);
  assert(image);  // a mean of numbers from 0 to 1
  return looks_inverted(image->pixels()) ? image->inverted() : *image;
}

}  // namespace second_opinion
