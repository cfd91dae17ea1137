// Covers core/learning/augmentation/augmentation.cpp.
#include "core/learning/augmentation/augmentation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/support/bars_dataset.hpp"

namespace second_opinion {
namespace {

using Pixels = std::array<float, kImagePixels>;
using Image = std::array<unsigned char, kImagePixels>;

// A square of ink, 8×8, in the middle.
Image square() {
  Image image{};
  for (int y = 10; y < 18; ++y)
    for (int x = 10; x < 18; ++x) image[static_cast<std::size_t>(y * kImageSide + x)] = 200;
  return image;
}

Pixels augmented(const AugmentationSettings& settings, std::uint64_t key) {
  Pixels pixels;
  augment(square(), settings, key, pixels);
  return pixels;
}

double ink(const Pixels& pixels) {
  return std::accumulate(pixels.begin(), pixels.end(), 0.0);
}

Pixels plain() {
  return augmented({}, 0);
}

constexpr AugmentationSettings kEverything{.rotation_degrees = 15,
                                           .scale = 0.15,
                                           .shear_degrees = 10,
                                           .shift_pixels = 2.5,
                                           .elastic_probability = 0.5,
                                           .thickness_probability = 0.5,
                                           .thickness = 0.5,
                                           .blur_probability = 0.5,
                                           .contrast_probability = 0.5,
                                           .erase_probability = 0.5};

TEST(Augmentation, ZeroStrengthIsTheIdentity) {
  EXPECT_TRUE(is_identity({}));
  const Image image = square();
  const Pixels pixels = plain();
  for (std::size_t i = 0; i < image.size(); ++i) ASSERT_EQ(pixels[i], image[i]);
}

TEST(Augmentation, ResamplingWithoutStrengthIsTheIdentityToo) {
  // Elastic with no peak to speak of goes all the way through the resampling.
  const Pixels pixels = augmented({.elastic_probability = 1, .elastic_peak_pixels = 1e-6}, 3);
  const Pixels expected = plain();
  for (std::size_t i = 0; i < pixels.size(); ++i) ASSERT_NEAR(pixels[i], expected[i], 0.01);
}

TEST(Augmentation, DependsOnTheKeyAlone) {
  EXPECT_EQ(augmented(kEverything, 8), augmented(kEverything, 8));
  EXPECT_NE(augmented(kEverything, 8), augmented(kEverything, 9));
}

TEST(Augmentation, StaysInRangeAndFinite) {
  for (std::uint64_t key = 0; key < 300; ++key)
    for (const float pixel : augmented(scaled(kEverything, 3), key))
      ASSERT_TRUE(pixel >= 0 && pixel <= 255.001f);
}

TEST(Augmentation, RotationAndShearKeepTheInk) {
  for (std::uint64_t key = 0; key < 20; ++key)
    EXPECT_NEAR(ink(augmented({.rotation_degrees = 40, .shear_degrees = 20}, key)) / ink(plain()),
                1, 0.03);
}

TEST(Augmentation, BlurKeepsTheInkAndSoftensEdges) {
  const Pixels sharp = plain(), soft = augmented({.blur_probability = 1, .blur = 1}, 4);
  EXPECT_NEAR(ink(soft), ink(sharp), 0.5);
  const auto at = [](const Pixels& pixels, int x, int y) {
    return pixels[static_cast<std::size_t>(y * kImageSide + x)];
  };
  EXPECT_GT(at(soft, 9, 14), 0.0f);                // just outside the square
  EXPECT_LT(at(soft, 10, 14), at(sharp, 10, 14));  // its edge
  EXPECT_NEAR(at(soft, 13, 13), 200, 1e-3);        // its middle
}

TEST(Augmentation, ContrastMovesGreyBothWaysAndLeavesPaperAlone) {
  int paler = 0, fuller = 0;
  for (std::uint64_t key = 0; key < 40; ++key) {
    const Pixels pixels = augmented({.contrast_probability = 1, .contrast = 0.5}, key);
    EXPECT_EQ(pixels[0], 0.0f);
    const float middle = pixels[14 * kImageSide + 14];
    // 255·(200/255)^1.5 and 255·(200/255)^(1/1.5) are the ends.
    EXPECT_GE(middle, 177.0f);
    EXPECT_LE(middle, 217.0f);
    (middle < 200 ? paler : fuller) += 1;
  }
  EXPECT_GT(paler, 5);
  EXPECT_GT(fuller, 5);
}

TEST(Augmentation, ShiftMovesTheCentreOfInk) {
  double reach = 0;
  for (std::uint64_t key = 0; key < 100; ++key) {
    const Pixels pixels = augmented({.shift_pixels = 3}, key);
    double x = 0;
    for (int i = 0; i < kImagePixels; ++i)
      x += (i % kImageSide - 13.5) * pixels[static_cast<std::size_t>(i)];
    reach = std::max(reach, std::abs(x / ink(pixels)));
  }
  EXPECT_GT(reach, 2.5);
  EXPECT_LT(reach, 3.01);
}

TEST(Augmentation, ScaleChangesTheAreaWithinItsLimits) {
  double least = 9, most = 0;
  for (std::uint64_t key = 0; key < 100; ++key) {
    const double area = ink(augmented({.scale = 0.2}, key)) / ink(plain());
    least = std::min(least, area);
    most = std::max(most, area);
  }
  EXPECT_GT(least, 0.8 * 0.8 - 0.02);
  EXPECT_LT(least, 0.75);
  EXPECT_GT(most, 1.25);
  EXPECT_LT(most, 1.2 * 1.2 + 0.02);
}

TEST(Augmentation, ThicknessAddsOrTakesInk) {
  int thicker = 0, thinner = 0;
  for (std::uint64_t key = 0; key < 40; ++key) {
    const double share =
        ink(augmented({.thickness_probability = 1, .thickness = 1}, key)) / ink(plain());
    thicker += share > 1.01;
    thinner += share < 0.99;
  }
  EXPECT_GT(thicker, 10);
  EXPECT_GT(thinner, 10);
}

TEST(Augmentation, EraseTakesOneRectangleAtMostOfItsSide) {
  for (std::uint64_t key = 0; key < 50; ++key) {
    const Pixels pixels = augmented({.erase_probability = 1, .erase_side_pixels = 5}, key),
                 before = plain();
    int changed = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      if (pixels[i] == before[i]) continue;
      EXPECT_EQ(pixels[i], 0);
      ++changed;
    }
    EXPECT_LE(changed, 25);
  }
}

TEST(Augmentation, LightIsAShareOfEveryStrength) {
  const AugmentationSettings light = scaled(kEverything, 0.5);
  EXPECT_EQ(light.rotation_degrees, 7.5);
  EXPECT_EQ(light.elastic_probability, 0.25);
  EXPECT_TRUE(is_identity(scaled(kEverything, 0)));
}

}  // namespace
}  // namespace second_opinion
