// The grey of the paper that a digit is written on. MNIST's is black; a scan's
// or a camera's is not, and networks that never met grey paper misread what is
// on it. Uniform paper only: shadows and lines stay.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

// The median of the 108 outermost pixels, 0..1, which nearly always show the paper. 0 for dark ink
// on white paper (DigitImage::looks_inverted), which has to be inverted first.
float paper_level(std::span<const float, kImagePixels> pixels);

// Paper to black and full ink to 1 again: max(0, (x - paper) / (1 - paper)) for each pixel x, 0 <=
// paper < 1. In place. With paper = 0 nothing changes, not even in the last bit.
void take_paper_away(std::span<float, kImagePixels> pixels, float paper);

}  // namespace second_opinion
