// A valid 28×28 picture of one digit: intensities 0..1, ink bright on dark, as
// in MNIST. The type has no public way to be wrong. No file formats here, and no judgement of
// what is in the picture (core/image/paper).
#pragma once

#include <array>
#include <optional>
#include <span>

namespace second_opinion {

inline constexpr int kImageSide = 28;
inline constexpr int kImagePixels = kImageSide * kImageSide;
inline constexpr int kDigitCount = 10;

class DigitImage {
 public:
  // nullopt unless there are 784 finite values in 0..1, row by row.
  static std::optional<DigitImage> from_unit_values(std::span<const float> values);
  static DigitImage from_bytes(
      std::span<const unsigned char, kImagePixels> bytes);  // 0..255 → 0..1

  std::span<const float, kImagePixels> pixels() const { return pixels_; }
  float at(int row, int column) const { return pixels_[row * kImageSide + column]; }

  // White paper and black ink swapped.
  DigitImage inverted() const;

  bool operator==(const DigitImage&) const = default;

 private:
  std::array<float, kImagePixels> pixels_{};
};

}  // namespace second_opinion
