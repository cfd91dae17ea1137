// The paper that a digit is written on: how grey it is, and whether it is brighter than the ink.
// MNIST's paper is black; a scan's or a camera's is not, and networks that never met grey paper
// misread what is on it. Uniform paper only: shadows and lines stay.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

// One measure decides both what follows: the median of the 108 outermost pixels, 0..1, which nearly
// always show the paper. Up to 0.5 it is paper that can be taken away; above, the picture has to be
// inverted first. No picture falls between, and none is both.
float border_median(std::span<const float, kImagePixels> pixels);

// Dark ink on bright paper, unlike MNIST.
bool looks_inverted(std::span<const float, kImagePixels> pixels);

// The grey to take away; 0 for pictures that look inverted.
float paper_level(std::span<const float, kImagePixels> pixels);

// Paper to black and full ink to 1 again: max(0, (x - paper) / (1 - paper)) for each pixel x, 0 <=
// paper < 1. In place. With paper = 0 nothing changes, not even in the last bit.
void take_paper_away(std::span<float, kImagePixels> pixels, float paper);

}  // namespace second_opinion
