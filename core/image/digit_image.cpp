// The checks on the way in, and inversion.
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

}  // namespace second_opinion
