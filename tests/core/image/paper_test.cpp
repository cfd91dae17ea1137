// Covers core/image/paper.cpp.
#include "core/image/paper.hpp"

#include <gtest/gtest.h>

#include <array>

namespace second_opinion {
namespace {

using Pixels = std::array<float, kImagePixels>;

// A stroke on paper of some grey, its ink between the paper and 1.
Pixels stroke_on(float paper) {
  Pixels pixels;
  pixels.fill(paper);
  for (std::size_t row = 4; row < 24; ++row) {
    pixels[row * kImageSide + 13] = 1;
    pixels[row * kImageSide + 14] = paper + (1 - paper) * 0.5f;
  }
  return pixels;
}

TEST(Paper, IsTheMedianOfTheBorder) {
  EXPECT_EQ(border_median(stroke_on(0)), 0);
  EXPECT_EQ(border_median(stroke_on(0.25f)), 0.25f);
  Pixels touching = stroke_on(0.25f);
  for (std::size_t i = 0; i < 50; ++i)
    touching[i < kImageSide ? i : (i - kImageSide + 1) * kImageSide] = 1;  // under half of it
  EXPECT_EQ(border_median(touching), 0.25f);
}

// Of 108 border pixels the 55th by brightness decides, whichever way it is found.
TEST(Paper, IsBlackWhenMoreThanHalfOfTheBorderIs) {
  for (const std::size_t grey : {53u, 54u}) {
    Pixels pixels{};
    for (std::size_t i = 0; i < grey; ++i)
      pixels[i < kImageSide ? i : (i - kImageSide + 1) * kImageSide] = 0.3f;
    EXPECT_EQ(border_median(pixels), grey == 54 ? 0.3f : 0.0f) << grey;
  }
}

TEST(Paper, OfEverySideCounts) {
  for (int side = 0; side < 4; ++side) {
    Pixels pixels{};  // three grey sides and one black
    for (std::size_t i = 0; i < kImageSide; ++i) {
      if (side != 0) pixels[i] = 0.3f;
      if (side != 1) pixels[i * kImageSide + kImageSide - 1] = 0.3f;
      if (side != 2) pixels[(kImageSide - 1) * kImageSide + i] = 0.3f;
      if (side != 3) pixels[i * kImageSide] = 0.3f;
    }
    EXPECT_EQ(border_median(pixels), 0.3f) << side;
  }
}

TEST(Paper, OfDarkInkOnWhiteIsBright) {
  EXPECT_EQ(border_median(stroke_on(0.75f)), 0.75f);
  EXPECT_FALSE(looks_inverted(stroke_on(0.5f)));
  EXPECT_TRUE(looks_inverted(stroke_on(0.75f)));
}

TEST(Paper, LooksInvertedWhenMostOfTheBorderIsBright) {
  Pixels blob{};
  for (std::size_t r = 1; r < 27; ++r) {
    for (std::size_t c = 1; c < 27; ++c) blob[r * kImageSide + c] = 1;
  }
  EXPECT_FALSE(looks_inverted(blob)) << "a large blob that leaves the border dark";
  Pixels bar{};
  for (std::size_t r = 0; r < kImageSide; ++r) bar[r * kImageSide + 14] = 1;
  EXPECT_FALSE(looks_inverted(bar)) << "a stroke across the border";
  for (Pixels* pixels : {&blob, &bar}) {
    for (float& pixel : *pixels) pixel = 1 - pixel;
    EXPECT_TRUE(looks_inverted(*pixels));
  }
}

TEST(Paper, CountsEachBorderPixelOnce) {
  Pixels half{};  // 54 of the 108 border pixels are bright: the upper of the two medians
  for (std::size_t c = 0; c < kImageSide; ++c) half[c] = 1;
  for (std::size_t r = 1; r < 27; ++r) half[r * kImageSide] = 1;
  EXPECT_TRUE(looks_inverted(half));
  half[0] = 0;
  EXPECT_FALSE(looks_inverted(half));
}

}  // namespace
}  // namespace second_opinion
