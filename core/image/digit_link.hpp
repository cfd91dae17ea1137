// A digit as a text that fits into an address, and back. Nothing is lost but what lies between
// 256 steps of brightness; a digit like MNIST's takes some 190 characters. What an address is, and
// where the digit comes from, is not known here.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

// Letters, digits, "-" and "_" alone.
std::string print_digit_link(const DigitImage& digit);

// The error says in words what is wrong with a text from outside: it was cut, changed, or comes
// from a later version. A blank picture is none that was ever sent.
Result<DigitImage, std::string> parse_digit_link(std::string_view text);

}  // namespace second_opinion
