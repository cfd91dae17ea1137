// Covers core/image/paper.cpp.
#include "core/image/paper.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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
  EXPECT_EQ(paper_level(stroke_on(0)), 0);
  EXPECT_EQ(paper_level(stroke_on(0.25f)), 0.25f);
  Pixels touching = stroke_on(0.25f);
  for (std::size_t i = 0; i < 50; ++i)
    touching[i < kImageSide ? i : (i - kImageSide + 1) * kImageSide] = 1;  // under half of it
  EXPECT_EQ(paper_level(touching), 0.25f);
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
