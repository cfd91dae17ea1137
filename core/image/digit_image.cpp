// DigitImage: checks on the way in, inversion, and the guess at inverted pictures.
#include "core/image/digit_image.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {

std::optional<DigitImage> DigitImage::from_unit_values(std::span<const float> values) {
  if (values.size() != static_cast<std::size_t>(kImagePixels)) return std::nullopt;
  DigitImage image;
  for (int i = 0; i < kImagePixels; ++i) {
    // Written so that NaN fails too; adding 0 turns -0 into 0.
    if (!(values[i] >= 0.0f && values[i] <= 1.0f)) return std::nullopt;
    image.pixels_[i] = values[i] + 0.0f;
  }
  return image;
}

DigitImage DigitImage::from_bytes(std::span<const unsigned char, kImagePixels> bytes) {
  DigitImage image;
  for (int i = 0; i < kImagePixels; ++i) image.pixels_[i] = static_cast<float>(bytes[i]) / 255.0f;
  return image;
}

DigitImage DigitImage::inverted() const {
  DigitImage image;
  for (int i = 0; i < kImagePixels; ++i) {
    // A byte value stays exactly a byte value, so that two inversions give the picture back.
    const float level = std::round(pixels_[i] * 255.0f);
    const bool is_byte = level / 255.0f == pixels_[i];
    image.pixels_[i] = is_byte ? (255.0f - level) / 255.0f : 1.0f - pixels_[i];
  }
  return image;
}

bool DigitImage::looks_inverted() const {
  // Digits seldom touch the outermost pixels, and never most of them: they show the paper.
  constexpr int kLast = kImageSide - 1;
  float sum = 0;
  for (int i = 0; i < kLast; ++i)
    sum += at(0, i) + at(i, kLast) + at(kLast, kLast - i) + at(kLast - i, 0);
  return sum > 0.5f * 4 * kLast;
}

}  // namespace second_opinion
