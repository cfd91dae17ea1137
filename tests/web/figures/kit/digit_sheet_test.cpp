// web/figures/kit/digit_sheet: cells come out where the report says; pixels lie on device pixels.
#include "web/figures/kit/digit_sheet.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/web/sample_report.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

TEST(DigitSheet, CutsCellsOutOfTheirPlaces) {
  const DigitSheet sheet = sample_sheet({"digits.png", 3, 28, 5});
  ASSERT_EQ(sheet.count(), 5);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(sheet.cell(i)[14 * 28 + 4], 255) << i;
    EXPECT_EQ(sheet.cell(i)[14 * 28 + 5 + i], 255) << i;
    EXPECT_EQ(sheet.cell(i)[14 * 28 + 6 + i], 0) << i;
  }
}

TEST(DigitSheet, RefusesAPictureOfAnotherSize) {
  const ReportSheet sheet{"digits.png", 4, 28, 8};
  EXPECT_TRUE(
      DigitSheet::from_picture({112, 56, std::vector<unsigned char>(112 * 56)}, sheet).ok());
  EXPECT_FALSE(
      DigitSheet::from_picture({112, 28, std::vector<unsigned char>(112 * 28)}, sheet).ok())
      << "a row is missing";
  EXPECT_FALSE(DigitSheet::from_picture({84, 84, std::vector<unsigned char>(84 * 84)}, sheet).ok())
      << "other columns";
  EXPECT_FALSE(DigitSheet::from_png({}, sheet).ok());
}

TEST(DigitSheet, SidesGiveEveryPixelTheSameSize) {
  EXPECT_FLOAT_EQ(digit_side(1, 84), 84);
  EXPECT_FLOAT_EQ(digit_side(1, 83), 56);
  EXPECT_FLOAT_EQ(digit_side(2, 83), 70);
  EXPECT_FLOAT_EQ(digit_side(1, 20), 28) << "never smaller than a device pixel each";
}

TEST(DigitSheet, DrawsOnDevicePixels) {
  const TestFrame frame(1.5f);
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.theme = &dark_theme();
  canvas.view = {0, 0, 500, 500};
  canvas.pixel_ratio = 1.5f;
  std::array<unsigned char, kImagePixels> pixels{};
  pixels[100] = 255;
  pixels[300] = 40;
  draw_digit(canvas, pixels, {10.2f, 20.7f}, digit_side(1.5f, 60));
  ASSERT_EQ(canvas.list->VtxBuffer.Size, 12) << "ground and two pixels";
  for (const ImDrawVert& vertex : canvas.list->VtxBuffer) {
    EXPECT_NEAR(std::round(vertex.pos.x * 1.5f), vertex.pos.x * 1.5f, 1e-3);
    EXPECT_NEAR(std::round(vertex.pos.y * 1.5f), vertex.pos.y * 1.5f, 1e-3);
  }
}

TEST(DigitSheet, DrawsNothingOutOfSight) {
  const TestFrame frame;
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.theme = &light_theme();
  canvas.view = {0, 1000, 500, 500};
  draw_digit(canvas, std::array<unsigned char, kImagePixels>{}, {0, 0}, 56);
  EXPECT_EQ(canvas.list->VtxBuffer.Size, 0);
}

}  // namespace
}  // namespace second_opinion
