// Covers core/image/paper.cpp.
#include "core/image/paper.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

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
  EXPECT_EQ(paper_level(stroke_on(0)), 0);
  EXPECT_EQ(paper_level(stroke_on(0.25f)), 0.25f);
  Pixels touching = stroke_on(0.25f);
  for (std::size_t i = 0; i < 50; ++i)
    touching[i < kImageSide ? i : (i - kImageSide + 1) * kImageSide] = 1;  // under half of it
  EXPECT_EQ(paper_level(touching), 0.25f);
}

// Of 108 border pixels the 55th by brightness decides, whichever way it is found.
TEST(Paper, IsBlackWhenMoreThanHalfOfTheBorderIs) {
  for (const std::size_t grey : {53u, 54u}) {
    Pixels pixels{};
    for (std::size_t i = 0; i < grey; ++i)
      pixels[i < kImageSide ? i : (i - kImageSide + 1) * kImageSide] = 0.3f;
    EXPECT_EQ(paper_level(pixels), grey == 54 ? 0.3f : 0.0f) << grey;
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
    EXPECT_EQ(paper_level(pixels), 0.3f) << side;
  }
}

TEST(Paper, OfDarkInkOnWhiteIsLeftAlone) {
  EXPECT_EQ(paper_level(stroke_on(0.75f)), 0);
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

// Paper that is neither taken away nor said to be bright would reach the networks as it is.
TEST(Paper, IsEitherTakenAwayOrSaidToBeBright) {
  std::mt19937 random(5);
  for (int round = 0; round < 4000; ++round) {
    // Levels on both sides of half brightness, so that mean and median often disagree about it.
    const float levels[] = {0.0f, 0.3f, 0.499f, 0.5f, 0.501f, 0.55f, 0.7f, 1.0f};
    const unsigned one = random() % 8, other = random() % 8, share = random() % 28;
    Pixels pixels;
    for (float& pixel : pixels) pixel = levels[random() % 28 < share ? one : other];
    const float median = border_median(pixels);
    ASSERT_EQ(looks_inverted(pixels), median > 0.5f);
    ASSERT_EQ(paper_level(pixels), looks_inverted(pixels) ? 0 : median);
  }
}

TEST(Paper, IsJudgedByTheMedianEvenWhereTheMeanSaysOtherwise) {
  // A border of which 60 pixels are a little above half brightness and 48 are black: dark ink that
  // touches it, on grey paper. The mean is 0.31.
  Pixels pixels;
  pixels.fill(0.55f);
  for (std::size_t column = 0; column < kImageSide; ++column) pixels[column] = 0;
  for (std::size_t row = 1; row <= 20; ++row) pixels[row * kImageSide] = 0;
  EXPECT_TRUE(looks_inverted(pixels) || paper_level(pixels) > 0);
}

TEST(Paper, TakenAwayLeavesTheInk) {
  for (const float paper : {0.0f, 0.08f, 0.25f, 0.5f}) {
    Pixels pixels = stroke_on(paper);
    pixels[400] = paper / 2;  // darker than the paper
    take_paper_away(pixels, paper);
    EXPECT_EQ(pixels[0], 0) << paper;
    EXPECT_EQ(*std::min_element(pixels.begin(), pixels.end()), 0) << paper;
    EXPECT_FLOAT_EQ(pixels[10 * kImageSide + 13], 1) << paper;
    EXPECT_NEAR(pixels[10 * kImageSide + 14], 0.5f, 1e-6f) << paper;
  }
}

TEST(Paper, BlackPaperChangesNoBit) {
  Pixels pixels = stroke_on(0);
  pixels[400] = 0.1f + 0.2f;
  const Pixels before = pixels;
  take_paper_away(pixels, 0);
  EXPECT_EQ(pixels, before);
}

}  // namespace
}  // namespace second_opinion
