// Covers core/image/digit_image.cpp.
#include "core/image/digit_image.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace second_opinion {
namespace {

std::array<unsigned char, kImagePixels> all_bytes() {
  std::array<unsigned char, kImagePixels> bytes{};
  for (int i = 0; i < kImagePixels; ++i) bytes[i] = static_cast<unsigned char>(i);
  return bytes;
}

TEST(DigitImage, HoldsOnly784FiniteValuesFrom0To1) {
  EXPECT_TRUE(DigitImage::from_unit_values(std::vector<float>(784, 1.0f)));
  EXPECT_FALSE(DigitImage::from_unit_values(std::vector<float>(783)));
  EXPECT_FALSE(DigitImage::from_unit_values(std::vector<float>(785)));
  EXPECT_FALSE(DigitImage::from_unit_values({}));
  const float infinity = std::numeric_limits<float>::infinity();
  for (const float bad : {-1e-30f, 1.0000001f, infinity, -infinity, std::nanf("")}) {
    for (const int place : {0, 400, 783}) {
      std::vector<float> values(784, 0.5f);
      values[place] = bad;
      EXPECT_FALSE(DigitImage::from_unit_values(values)) << bad << " at " << place;
    }
  }
}

TEST(DigitImage, KeepsValuesRowByRow) {
  const DigitImage image = DigitImage::from_bytes(all_bytes());
  EXPECT_EQ(image.at(0, 27), 27.0f / 255.0f);
  EXPECT_EQ(image.at(1, 0), 28.0f / 255.0f);
  EXPECT_EQ(image.at(9, 3), 1.0f);
  EXPECT_EQ(image, *DigitImage::from_unit_values(image.pixels()));
}

TEST(DigitImage, TurnsMinusZeroIntoZero) {
  EXPECT_FALSE(
      std::signbit(DigitImage::from_unit_values(std::vector<float>(784, -0.0f))->at(3, 3)));
}

TEST(DigitImage, InvertsEveryByteToItsComplementAndBack) {
  const DigitImage image = DigitImage::from_bytes(all_bytes());
  auto complement = all_bytes();
  for (unsigned char& byte : complement) byte = static_cast<unsigned char>(255 - byte);
  EXPECT_EQ(image.inverted(), DigitImage::from_bytes(complement));
  EXPECT_EQ(image.inverted().inverted(), image);
  std::vector<float> values(784, 0.3f);
  EXPECT_EQ(DigitImage::from_unit_values(values)->inverted().at(5, 5), 1.0f - 0.3f);
}

}  // namespace
}  // namespace second_opinion
