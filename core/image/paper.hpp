// Whether a picture shows dark ink on bright paper, unlike MNIST: what a visitor is told of and
// offered to invert. What is done to paper before a network sees it is front_end.hpp's.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

// The median of the 108 outermost pixels, 0..1, which nearly always show the paper.
float border_median(std::span<const float, kImagePixels> pixels);

// Paper brighter than half: dark ink on bright paper.
bool looks_inverted(std::span<const float, kImagePixels> pixels);

}  // namespace second_opinion
