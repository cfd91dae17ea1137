// web/app/shown_picture.cpp: sizes, proportions, and that new pixels are means of old ones.
#include "web/app/shown_picture.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

GreyPicture stripes(int width, int height) {
  GreyPicture picture{width, height, {}};
  for (int i = 0; i < width * height; ++i) picture.pixels.push_back(i % width % 2 == 0 ? 100 : 200);
  return picture;
}

TEST(ShownPicture, LeavesSmallPicturesAsTheyAre) {
  const GreyPicture picture = stripes(7, 5);
  EXPECT_EQ(reduced(picture, 7).pixels, picture.pixels);
}

TEST(ShownPicture, KeepsProportionsAndAveragesWhatFallsTogether) {
  const GreyPicture small = reduced(stripes(200, 50), 100);
  EXPECT_EQ(small.width, 100);
  EXPECT_EQ(small.height, 25);
  ASSERT_EQ(small.pixels.size(), 2500u);
  for (const unsigned char pixel : small.pixels) EXPECT_EQ(pixel, 150);
}

TEST(ShownPicture, NeverLosesASide) {
  const GreyPicture small = reduced(stripes(5000, 1), 100);
  EXPECT_EQ(small.width, 100);
  EXPECT_EQ(small.height, 1);
  EXPECT_EQ(small.pixels.size(), 100u);
}

}  // namespace
}  // namespace second_opinion
