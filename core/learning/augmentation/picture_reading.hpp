// Reading a picture at a place between pixels; outside it lies black paper. What the families of
// disturbance share, and nobody else needs.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "core/learning/augmentation/pixels.hpp"

namespace second_opinion::disturbances {

inline constexpr int kSide = kImageSide;
inline constexpr float kCentre = (kSide - 1) / 2.0f;
inline constexpr float kTurn = 6.2831853f;  // radians of a whole turn

using Copy = std::array<float, kImagePixels>;

inline Copy copy_of(std::span<const float, kImagePixels> pixels) {
  Copy copy;
  std::copy(pixels.begin(), pixels.end(), copy.begin());
  return copy;
}

inline float pixel_at(const Copy& picture, int x, int y) {
  return x < 0 || y < 0 || x >= kSide || y >= kSide
             ? 0.0f
             : picture[static_cast<std::size_t>(y * kSide + x)];
}

// Bilinear.
inline float reading_at(const Copy& picture, float x, float y) {
  if (!(x > -1 && y > -1 && x < kSide && y < kSide)) return 0;
  const float left = std::floor(x), top = std::floor(y);
  const int ix = static_cast<int>(left), iy = static_cast<int>(top);
  const float fx = x - left, fy = y - top;
  const float above = (1 - fx) * pixel_at(picture, ix, iy) + fx * pixel_at(picture, ix + 1, iy);
  const float below =
      (1 - fx) * pixel_at(picture, ix, iy + 1) + fx * pixel_at(picture, ix + 1, iy + 1);
  return (1 - fy) * above + fy * below;
}

// change(x, y, pixel) for every pixel, row by row.
template <typename Change>
void for_each_pixel(Pixels pixels, const Change& change) {
  for (int y = 0; y < kSide; ++y)
    for (int x = 0; x < kSide; ++x) change(x, y, pixels[static_cast<std::size_t>(y * kSide + x)]);
}

}  // namespace second_opinion::disturbances
