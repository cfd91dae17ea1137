// Covers web/figures/kit/cell_pictures.cpp: cells lie on device pixels, equal neighbours are one
// rectangle, colours say what they should.
#include "web/figures/kit/cell_pictures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

constexpr float kRatio = 1.5f;

struct Scene {
  Scene() : frame(kRatio) {
    canvas.list = &frame.list();
    canvas.fonts = &test_fonts();
    canvas.theme = &light_theme();
    canvas.view = {0, 0, 1000, 1000};
    canvas.pixel_ratio = kRatio;
  }
  int rectangles() const { return canvas.list->VtxBuffer.Size / 4; }
  std::set<Color> colors() const {
    std::set<Color> found;
    for (const ImDrawVert& vertex : canvas.list->VtxBuffer) found.insert(vertex.col);
    return found;
  }
  void expect_on_device_pixels() const {
    for (const ImDrawVert& vertex : canvas.list->VtxBuffer) {
      EXPECT_NEAR(vertex.pos.x * kRatio, std::round(vertex.pos.x * kRatio), 1e-3);
      EXPECT_NEAR(vertex.pos.y * kRatio, std::round(vertex.pos.y * kRatio), 1e-3);
    }
  }

  TestFrame frame;
  PageCanvas canvas;
};

TEST(CellPictures, SideGivesEveryCellEquallyManyDevicePixels) {
  for (const float ratio : {1.0f, 1.5f, 2.0f, 3.0f}) {
    for (const int cells : {7, 14, 28}) {
      const float side = cells_side(ratio, cells, 100);
      EXPECT_LE(side, 100);
      EXPECT_NEAR(std::fmod(side * ratio, static_cast<float>(cells)), 0, 1e-3);
    }
  }
}

TEST(CellPictures, MapReadsOneChannelAndMergesEqualNeighbours) {
  // Two channels of 2 × 2; the second one is 0 0 / 4 4.
  const float values[] = {9, 0, 9, 0, 9, 4, 9, 4};
  Scene scene;
  draw_map(scene.canvas, {10.3f, 20.1f, 28, 28}, {values + 1, 2, 2, 2, 4}, rgb(0x0068A8));
  EXPECT_EQ(scene.rectangles(), 2) << "ground, and one row of two cells";
  EXPECT_EQ(scene.colors(), (std::set<Color>{light_theme().panel, rgb(0x0068A8)}));
  scene.expect_on_device_pixels();
}

TEST(CellPictures, MapOfASilentStageIsEmptyGround) {
  const float values[] = {0, -1, 0, 0};
  Scene scene;
  draw_map(scene.canvas, {0, 0, 28, 28}, {values, 1, 2, 2, 0}, rgb(0x0068A8));
  EXPECT_EQ(scene.rectangles(), 1);
}

TEST(CellPictures, InkedMapIsGroundWhereNothingIsAndColouredWhereSomethingIs) {
  std::vector<float> amounts(kImagePixels, 0.0f);
  {
    Scene empty;  // one frame at a time
    draw_inked_map(empty.canvas, {0, 0, 280, 280}, DigitImage{}, amounts, rgb(0xB84700),
                   light_theme().paper);
    EXPECT_EQ(empty.colors(), (std::set<Color>{light_theme().paper}));
  }
  amounts[30] = 1;
  amounts[60] = -5;
  Scene two;
  draw_inked_map(two.canvas, {0, 0, 280, 280}, DigitImage{}, amounts, rgb(0xB84700),
                 light_theme().paper);
  EXPECT_EQ(two.rectangles(), 3);
  EXPECT_TRUE(two.colors().count(rgb(0xB84700)));
  EXPECT_TRUE(
      two.colors().count(amount_color(light_theme(), -1, rgb(0xB84700), light_theme().paper)));
}

TEST(CellPictures, FrameIsCutOffAtThePicture) {
  Scene scene;
  draw_cell_frame(scene.canvas, {40, 40, 84, 84}, 28, {-2, 24, 5, 9}, rgb(0));
  for (const ImDrawVert& vertex : scene.canvas.list->VtxBuffer) {
    EXPECT_GE(vertex.pos.y, 40);
    EXPECT_LE(vertex.pos.x, 124.01f);
  }
  scene.expect_on_device_pixels();
}

TEST(CellPictures, DigitSidesGiveEveryPixelTheSameSize) {
  EXPECT_FLOAT_EQ(digit_side(1, 84), 84);
  EXPECT_FLOAT_EQ(digit_side(1, 83), 56);
  EXPECT_FLOAT_EQ(digit_side(2, 83), 70);
  EXPECT_FLOAT_EQ(digit_side(1, 20), 28) << "never smaller than a device pixel each";
}

TEST(CellPictures, DigitLiesOnDevicePixels) {
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

TEST(CellPictures, DrawNothingOutOfSight) {
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
