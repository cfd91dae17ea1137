// Pictures that are no digits, each made from a key. A network that knows only digits is taught to
// doubt them, and tested on them. They come in families, so that one family can be left out of the
// fit and still be tested. All are made here; no picture comes from elsewhere.
#pragma once

#include <string_view>

#include "native_trainer/data/dataset.hpp"
#include "native_trainer/synthetic/picture_operations.hpp"

namespace second_opinion {

enum class NonDigit {
  kNoise,
  kBlank,
  kLetters,
  kScribbles,
  kInverted,
  kTwoDigits,
  kFragments,
  kTextures
};
inline constexpr int kNonDigitFamilies = 8;
std::string_view non_digit_name(NonDigit family);

// digits: at least one; the last four families but textures are made of them.
PictureBytes make_non_digit(NonDigit family, const Dataset& digits, std::uint64_t key);

// `count` pictures with the keys of `seed`; the labels are 0 and mean nothing.
Dataset make_non_digits(NonDigit family, const Dataset& digits, std::uint64_t seed, int count);

}  // namespace second_opinion
