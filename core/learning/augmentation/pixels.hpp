// The picture that augmentation works on.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

using Pixels = std::span<float, kImagePixels>;  // row by row, ink bright on dark

}  // namespace second_opinion
