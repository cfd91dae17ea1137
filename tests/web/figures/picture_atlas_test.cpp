// web/figures/picture_atlas: pictures of a sheet cost a few vertices and one draw
// call; where there is no texture they are drawn as before.
#include "web/figures/picture_atlas.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

constexpr Rect kView{0, 0, 800, 600};

// Busier than the sample report's: no two neighbours alike.
DigitSheet busy_sheet() {
  GreyPicture picture{4 * kImageSide, kImageSide, {}};
  for (int i = 0; i < picture.width * picture.height; ++i) picture.pixels.push_back(static_cast<unsigned char>(i * 37 % 251));
  return DigitSheet::from_picture(picture, {"sheet.png", 4, kImageSide, 4}).value();
}

// Draws the first digits of the sheet in a row; vertices and draw calls it took.
struct Cost {
  int vertices = 0;
  int calls = 0;
};
Cost cost_of_digits(const DigitSheet& sheet, const PictureAtlas* pictures, int count) {
  TestFrame frame;
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.theme = &light_theme();
  canvas.view = kView;
  canvas.pictures = pictures;
  const int before = frame.list().VtxBuffer.Size;
  const int calls = frame.list().CmdBuffer.Size;
  for (int i = 0; i < count; ++i) {
    draw_digit(canvas, sheet.cell(i), {60 * static_cast<float>(i), 0}, 56);
  }
  return {frame.list().VtxBuffer.Size - before, frame.list().CmdBuffer.Size - calls};
}

TEST(PictureAtlas, HoldsEveryPictureInAlpha) {
  const FigureSources sources = sample_sources();
  const PictureAtlas pictures(*sources.digits, *sources.templates);
  const auto bytes = pictures.rgba();
  ASSERT_EQ(bytes.size(), static_cast<std::size_t>(pictures.width()) * static_cast<std::size_t>(pictures.height()) * 4);
  EXPECT_EQ(bytes[3], 255) << "the first cell is all ink";
  for (int i = 0; i < kImagePixels; ++i) {
    const auto x = static_cast<std::size_t>(kImageSide + i % kImageSide), y = static_cast<std::size_t>(i / kImageSide);
    ASSERT_EQ(bytes[(y * static_cast<std::size_t>(pictures.width()) + x) * 4 + 3],
              sources.digits->cell(0)[static_cast<std::size_t>(i)]);
  }
}

TEST(PictureAtlas, APictureIsTwoRectanglesAndARowOfThemOneCall) {
  const DigitSheet sheet = busy_sheet();
  PictureAtlas pictures(sheet, *sample_sources().templates);
  const Cost rectangles = cost_of_digits(sheet, &pictures, 3);
  pictures.use(7);
  const Cost textured = cost_of_digits(sheet, &pictures, 3);
  EXPECT_EQ(textured.vertices, 3 * 8);
  EXPECT_LE(textured.calls, 2);
  EXPECT_GT(rectangles.vertices, 100 * textured.vertices);
  EXPECT_EQ(cost_of_digits(sheet, nullptr, 3).vertices, rectangles.vertices);
}

TEST(PictureAtlas, LeavesStrangersToTheRectangles) {
  PictureAtlas pictures(*sample_sources().digits, *sample_sources().templates);
  pictures.use(7);
  TestFrame frame;
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.theme = &light_theme();
  canvas.view = kView;
  const std::array<unsigned char, kImagePixels> stranger{};
  EXPECT_FALSE(pictures.draw_digit(canvas, stranger, {0, 0, 28, 28}));
  EXPECT_FALSE(pictures.draw_signed(canvas, sample_sources().digits->cell(0), {0, 0, 28, 28}, 1, 2)) << "no template";
}

}  // namespace
}  // namespace second_opinion
