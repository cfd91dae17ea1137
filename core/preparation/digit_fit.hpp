// Ink of one digit → 28 × 28, as NIST's digits became MNIST's: fitted into 20 × 20 with the
// proportions kept, each new pixel the mean of the area it covers, and moved by whole pixels until
// the centre of its mass lies in the middle.
#pragma once

#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

// ink: height × width values, 0..1, cropped to the digit; both sides at least 1.
DigitImage fit_digit(std::span<const float> ink, int width, int height);

}  // namespace second_opinion
