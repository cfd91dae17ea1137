// Single changes of a 28×28 grey picture, each by a stated amount: what the stress set and the
// pictures that are no digits are made with. (The random bending that training uses is
// core/learning/augmentation.)
#pragma once

#include <array>
#include <span>

#include "core/base/random.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

using Picture = std::array<float, kImagePixels>;  // 0..255, ink bright; values may leave the range
                                                  // until to_bytes
using PictureBytes = std::array<unsigned char, kImagePixels>;

Picture to_picture(std::span<const unsigned char, kImagePixels> bytes);
PictureBytes to_bytes(const Picture& picture);  // rounded and clamped

// From a place in the result to the place in the source, both in pixels about the picture's centre.
struct PlaneMap {
  float xx = 1, xy = 0, yx = 0, yy = 1;
  float shift_x = 0, shift_y = 0;  // how far the result is moved, to the right and down
};
PlaneMap scaling(float factor_x, float factor_y);  // 2 = twice as large
PlaneMap rotation(float degrees);                  // clockwise
PlaneMap slant(float degrees);                     // tops to the right

// Bilinear; outside the source lies black paper.
Picture mapped(const Picture& picture, const PlaneMap& map);
// Strokes grow by so many pixels on each side, or shrink when negative (grey dilation and erosion
// with a plus).
Picture thickened(const Picture& picture, float pixels);
Picture blurred(const Picture& picture, float sigma);  // Gaussian; sigma in pixels, below 3
// A smooth random displacement, `peak` pixels where it is strongest.
Picture bent(const Picture& picture, float peak, Random& random);
// 0..1 with wave lengths down to about `spacing` pixels.
Picture smooth_noise(float spacing, Random& random);

}  // namespace second_opinion
