// A picture of any ground → the digits on it, each prepared as MNIST's were: cropped, fitted into
// 20 × 20 pixels with its proportions kept, and centred by its mass in 28 × 28. Which digit it is,
// and whether it is one at all, the networks say. Decoding files is core/image/picture.hpp's.
#pragma once

#include <optional>
#include <vector>

#include "core/image/digit_image.hpp"
#include "core/image/picture.hpp"
#include "core/preparation/pixel_box.hpp"

namespace second_opinion {

struct PreparedDigit {
  PixelBox box;      // where its ink was found, in the picture's pixels
  DigitImage digit;  // what the networks are shown
};

// Every digit, row after row and from left to right; empty when there is no ink. Paper may be
// bright or dark, uneven, lined or squared. The same picture gives the same bits on any machine.
std::vector<PreparedDigit> find_digits(const GreyPicture& picture);

// All ink of the picture as one digit; none without ink.
std::optional<PreparedDigit> prepare_whole(const GreyPicture& picture);

}  // namespace second_opinion
