// Pictures that are no digits, each made from a key. A network that knows only digits is taught to
// doubt them, and tested on them. They come in families, so that one family can be left out of the
// fit and still be tested. All are made here; only the letters in print have their outlines from
// fonts. Dark ink on bright paper is no family: core's front end turns it.
#pragma once

#include <string_view>

#include "native_trainer/data/dataset.hpp"
#include "native_trainer/synthetic/picture_operations.hpp"

namespace second_opinion {

enum class NonDigit {
  kNoise,
  kBlank,
  kPrintedLetters,
  kHandwrittenLetters,
  kSymbols,
  kTwoDigits,
  kScribbles,
  kPartsOfDigits,
  kUpsideDownDigits,
  kMirroredDigits,
  kThings,
  kTextures
};
inline constexpr int kNonDigitFamilies = 12;
std::string_view non_digit_name(NonDigit family);

// digits: at least one; the families that are called after digits are made of them.
PictureBytes make_non_digit(NonDigit family, const Dataset& digits, std::uint64_t key);

// `count` pictures with the keys of `seed`; the labels are 0 and mean nothing.
Dataset make_non_digits(NonDigit family, const Dataset& digits, std::uint64_t seed, int count);

}  // namespace second_opinion
