// Covers core/image/canvas_image.cpp.
#include "core/image/canvas_image.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace second_opinion {
namespace {

using Rgba = std::array<unsigned char, 4>;

// An upright stroke of one colour on another.
std::array<unsigned char, kCanvasBytes> stroke(const Rgba& ink, const Rgba& paper) {
  std::array<unsigned char, kCanvasBytes> canvas{};
  for (std::size_t i = 0; i < kImagePixels; ++i) {
    const std::size_t row = i / kImageSide, column = i % kImageSide;
    const bool inside = row >= 5 && row < 23 && column >= 13 && column < 15;
    for (std::size_t c = 0; c < 4; ++c) canvas[4 * i + c] = (inside ? ink : paper)[c];
  }
  return canvas;
}

constexpr Rgba kWhite{255, 255, 255, 255}, kBlack{0, 0, 0, 255}, kClear{0, 0, 0, 0};

TEST(CanvasImage, IsBrightInkOnBlackWhateverTheColoursWere) {
  const DigitImage expected = digit_from_canvas(stroke(kWhite, kBlack));
  EXPECT_EQ(expected.at(10, 13), 1);
  EXPECT_EQ(expected.at(0, 0), 0);
  EXPECT_EQ(digit_from_canvas(stroke(kBlack, kWhite)), expected);
  EXPECT_EQ(digit_from_canvas(stroke(kBlack, kClear)), expected) << "drawn on a clear canvas";
  EXPECT_EQ(digit_from_canvas(stroke(kWhite, kClear)), expected);
  EXPECT_EQ(digit_from_canvas(stroke(kBlack, {255, 255, 255, 0})), expected);
}

TEST(CanvasImage, WeighsColoursAsTheEyeDoes) {
  EXPECT_FLOAT_EQ(digit_from_canvas(stroke({255, 0, 0, 255}, kBlack)).at(10, 13), 77 / 256.0f);
  EXPECT_FLOAT_EQ(digit_from_canvas(stroke({0, 255, 0, 255}, kBlack)).at(10, 13), 150 / 256.0f);
  EXPECT_FLOAT_EQ(digit_from_canvas(stroke({0, 0, 255, 255}, kBlack)).at(10, 13), 29 / 256.0f);
  EXPECT_FLOAT_EQ(digit_from_canvas(stroke({0, 0, 255, 255}, kWhite)).at(10, 13), 1 - 29 / 256.0f)
      << "blue ink on white paper";
}

TEST(CanvasImage, MixesHalfOpaqueInkWithThePaper) {
  EXPECT_FLOAT_EQ(digit_from_canvas(stroke({0, 0, 0, 51}, kClear)).at(10, 13), 0.2f);
  EXPECT_FLOAT_EQ(digit_from_canvas(stroke({255, 255, 255, 51}, kClear)).at(10, 13), 0.2f);
}

TEST(CanvasImage, OfAnEmptyCanvasIsBlack) {
  EXPECT_EQ(digit_from_canvas(stroke(kClear, kClear)), DigitImage());
}

TEST(CanvasImage, TakesAnyBytes) {
  std::mt19937 random(6);
  std::array<unsigned char, kCanvasBytes> canvas{};
  for (int round = 0; round < 200; ++round) {
    for (unsigned char& byte : canvas) {
      const unsigned draw = static_cast<unsigned>(random());
      byte = static_cast<unsigned char>(draw % 3 == 0 ? 255 : draw >> 8);
    }
    const DigitImage digit = digit_from_canvas(canvas);  // outlives the loop over its pixels
    for (const float pixel : digit.pixels()) ASSERT_TRUE(pixel >= 0 && pixel <= 1);
  }
}

}  // namespace
}  // namespace second_opinion
