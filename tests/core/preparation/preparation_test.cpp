// core/preparation/preparation: ink is found on bright and on dark paper, in reading order, and
// nothing is found where there is none.
#include "core/preparation/preparation.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

GreyPicture paper(int width, int height, unsigned char grey) {
  return {width, height,
          std::vector<unsigned char>(
              static_cast<std::size_t>(width) * static_cast<std::size_t>(height), grey)};
}

void fill(GreyPicture& picture, PixelBox box, unsigned char grey) {
  for (int y = box.y; y < box.y + box.height; ++y)
    for (int x = box.x; x < box.x + box.width; ++x)
      picture.pixels[static_cast<std::size_t>(y * picture.width + x)] = grey;
}

// The least upright box of a digit's ink, in the 28 × 28 pixels.
PixelBox inked(const DigitImage& digit) {
  int left = kImageSide, right = 0, top = kImageSide, bottom = 0;
  for (int y = 0; y < kImageSide; ++y) {
    for (int x = 0; x < kImageSide; ++x) {
      if (digit.at(y, x) == 0) continue;
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  return {left, top, right - left + 1, bottom - top + 1};
}

TEST(Preparation, FindsNothingOnBlankPaper) {
  for (const int grey : {0, 1, 128, 255}) {
    const GreyPicture blank = paper(300, 200, static_cast<unsigned char>(grey));
    EXPECT_TRUE(find_digits(blank).empty()) << grey;
    EXPECT_FALSE(prepare_whole(blank)) << grey;
  }
  EXPECT_TRUE(find_digits(paper(1, 1, 7)).empty());
}

TEST(Preparation, FitsInkInto20PixelsAndCentresItOnAnyPaper) {
  for (const auto& [ground, pen] : {std::pair{255, 0}, {0, 255}, {90, 210}, {180, 100}}) {
    GreyPicture picture = paper(300, 200, static_cast<unsigned char>(ground));
    const PixelBox bar{40, 50, 16, 80};
    fill(picture, bar, static_cast<unsigned char>(pen));
    const auto digits = find_digits(picture);
    ASSERT_EQ(digits.size(), 1u) << ground;
    EXPECT_EQ(digits[0].box, bar) << ground;
    EXPECT_EQ(inked(digits[0].digit), (PixelBox{13, 5, 4, 20})) << ground;
    EXPECT_FLOAT_EQ(digits[0].digit.at(14, 14), 1) << ground;
  }
}

TEST(Preparation, ReadsRowAfterRow) {
  GreyPicture picture = paper(400, 300, 255);
  const std::vector<PixelBox> boxes{{20, 30, 10, 60},  {120, 22, 10, 60},  {220, 34, 10, 60},
                                    {20, 180, 10, 60}, {120, 172, 10, 60}, {220, 184, 10, 60}};
  for (const PixelBox& box : boxes) fill(picture, box, 20);
  const auto digits = find_digits(picture);
  ASSERT_EQ(digits.size(), boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) EXPECT_EQ(digits[i].box, boxes[i]);
}

TEST(Preparation, TakesPrintedSquaresForPaperAndCutsNoStroke) {
  GreyPicture picture = paper(400, 300, 240);
  for (int y = 15; y < 300; y += 40) fill(picture, {0, y, 400, 2}, 90);
  for (int x = 25; x < 400; x += 40) fill(picture, {x, 0, 2, 300}, 90);
  const std::vector<PixelBox> boxes{{80, 60, 14, 90}, {240, 65, 14, 90}};
  for (const PixelBox& box : boxes) fill(picture, box, 20);
  const auto digits = find_digits(picture);
  ASSERT_EQ(digits.size(), boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) EXPECT_EQ(digits[i].box, boxes[i]);
}

TEST(Preparation, JoinsThePiecesOfADigitAndNoNeighbours) {
  GreyPicture picture = paper(300, 200, 255);
  fill(picture, {60, 40, 12, 50}, 0);  // one stroke in two pieces
  fill(picture, {60, 93, 12, 50}, 0);
  fill(picture, {160, 40, 12, 103}, 0);
  const auto digits = find_digits(picture);
  ASSERT_EQ(digits.size(), 2u);
  EXPECT_EQ(digits[0].box, (PixelBox{60, 40, 12, 103}));
  EXPECT_EQ(digits[1].box, (PixelBox{160, 40, 12, 103}));
}

TEST(Preparation, TakesAllInkForOneDigitWhereTold) {
  GreyPicture picture = paper(400, 300, 255);
  fill(picture, {100, 100, 10, 60}, 20);
  fill(picture, {200, 100, 10, 60}, 20);
  const auto digit = prepare_whole(picture);
  ASSERT_TRUE(digit);
  EXPECT_EQ(digit->box, (PixelBox{100, 100, 110, 60}));
}

}  // namespace
}  // namespace second_opinion
