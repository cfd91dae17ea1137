// Random fields that change slowly over a picture: the offsets of an elastic bend, clouds of light.
#pragma once

#include <array>

#include "core/base/random.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

using Field = std::array<float, kImagePixels>;

// A value of -1..1 for each pixel: random ones on a grid `spacing` pixels wide (1 or more), joined
// by cubic B-splines.
void draw_smooth_field(float spacing, Random& random, Field& field);

}  // namespace second_opinion
