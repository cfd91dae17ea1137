// The pixels of a web page's canvas → a digit as the networks know it. Colours become grey,
// transparent paper gets the shade that the ink stands out from, dark ink on bright paper is turned
// over. Grey paper stays: the classifier takes it away. Sizes other than 28 × 28 are the caller's
// to scale.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

// red, green, blue and opacity, 0..255, as ImageData has them: not multiplied by the opacity.
inline constexpr int kCanvasBytes = 4 * kImagePixels;

DigitImage digit_from_canvas(std::span<const unsigned char, kCanvasBytes> rgba);

}  // namespace second_opinion
