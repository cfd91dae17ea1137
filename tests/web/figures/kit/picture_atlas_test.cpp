// web/figures/kit/picture_atlas: pictures of a sheet cost a few vertices and one draw
// call; where there is no texture they are drawn as before.
#include "web/figures/kit/picture_atlas.hpp"

#include <gtest/gtest.h>

#include "tests/web/test_fonts.hpp"
#include "web/figures/kit/cell_pictures.hpp"

namespace second_opinion {
namespace {

constexpr Rect kView{0, 0, 800, 600};

// Busier than the sample report's: no two neighbours alike.
DigitSheet busy_sheet() {
  GreyPicture picture{4 * kImageSide, kImageSide, {}};
  for (int i = 0; i < picture.width * picture.height; ++i)
    picture.pixels.push_back(static_cast<unsigned char>(i * 37 % 251));
  return DigitSheet::from_picture(picture, {"sheet.png", 4, kImageSide, 4}).value();
}

// Draws the pictures of the sheet in a row; vertices and draw calls it took.
struct Cost {
  int vertices = 0;
  int calls = 0;
};
Cost cost_of(const DigitSheet& sheet, const PictureAtlas* pictures, int count) {
  TestFrame frame;
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.theme = &light_theme();
  canvas.view = kView;
  const int before = frame.list().VtxBuffer.Size;
  const int calls = frame.list().CmdBuffer.Size;
  for (int i = 0; i < count; ++i) {
    draw_signed_picture(canvas, pictures, sheet.cell(i), {60 * static_cast<float>(i), 0}, 56,
                        canvas.theme->good, canvas.theme->bad);
  }
  return {frame.list().VtxBuffer.Size - before, frame.list().CmdBuffer.Size - calls};
}

TEST(PictureAtlas, HoldsWhatSpeaksForADigitAndWhatSpeaksAgainstItInAlpha) {
  const DigitSheet sheet = busy_sheet();
  const PictureAtlas pictures(sheet);
  const auto bytes = pictures.rgba();
  const auto width = static_cast<std::size_t>(pictures.width());
  ASSERT_EQ(bytes.size(), width * static_cast<std::size_t>(pictures.height()) * 4);
  const auto alpha = [&](int cell, std::size_t i) {
    return bytes[(i / kImageSide * width + static_cast<std::size_t>(cell) * kImageSide +
                  i % kImageSide) *
                     4 +
                 3];
  };
  for (std::size_t i = 0; i < kImagePixels; ++i) {
    const int weight = rounded_weight(sheet.cell(2)[i]) - 128;
    ASSERT_EQ(alpha(0, i), 255) << "the first cell is all ink";
    ASSERT_EQ(alpha(1 + 2, i) > 0, weight > 0) << i;
    ASSERT_EQ(alpha(1 + sheet.count() + 2, i) > 0, weight < 0) << i;
  }
}

TEST(PictureAtlas, APictureIsThreeRectanglesAndARowOfThemOneCall) {
  const DigitSheet sheet = busy_sheet();
  PictureAtlas pictures(sheet);
  const Cost rectangles = cost_of(sheet, &pictures, 3);
  pictures.use(7);
  const Cost textured = cost_of(sheet, &pictures, 3);
  EXPECT_EQ(textured.vertices, 3 * 12);
  EXPECT_LE(textured.calls, 2);
  EXPECT_GT(rectangles.vertices, 100 * textured.vertices);
  EXPECT_EQ(cost_of(sheet, nullptr, 3).vertices, rectangles.vertices)
      << "as before where there is no texture";
  const DigitSheet stranger = busy_sheet();
  EXPECT_EQ(cost_of(stranger, &pictures, 3).vertices, rectangles.vertices)
      << "pictures of another sheet";
}

}  // namespace
}  // namespace second_opinion
