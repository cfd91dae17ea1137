// Covers native_trainer/synthetic/picture_operations.cpp.
#include "native_trainer/synthetic/picture_operations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace second_opinion {
namespace {

Picture with_block(int left, int top, int width, int height) {
  Picture picture{};
  for (int y = top; y < top + height; ++y)
    for (int x = left; x < left + width; ++x)
      picture[static_cast<std::size_t>(y * kImageSide + x)] = 255;
  return picture;
}
float at(const Picture& picture, int x, int y) {
  return picture[static_cast<std::size_t>(y * kImageSide + x)];
}
float ink(const Picture& picture) {
  return std::accumulate(picture.begin(), picture.end(), 0.0f) / 255;
}
struct Centre {
  float x = 0, y = 0;
};
Centre centre_of(const Picture& picture) {
  Centre c;
  for (int i = 0; i < kImagePixels; ++i) {
    const float share = picture[static_cast<std::size_t>(i)] / (255 * ink(picture));
    c.x += share * static_cast<float>(i % kImageSide);
    c.y += share * static_cast<float>(i / kImageSide);
  }
  return c;
}

TEST(PictureOperations, BytesAreRoundedAndClamped) {
  Picture picture{};
  picture[0] = -3, picture[1] = 300, picture[2] = 99.6f;
  const PictureBytes bytes = to_bytes(picture);
  EXPECT_EQ(bytes[0], 0);
  EXPECT_EQ(bytes[1], 255);
  EXPECT_EQ(bytes[2], 100);
  EXPECT_EQ(to_bytes(to_picture(bytes)), bytes);
}

TEST(PictureOperations, MapsMoveScaleTurnAndSlant) {
  const Picture block = with_block(12, 12, 4, 4);  // about the centre, 13.5
  EXPECT_EQ(mapped(block, {}), block);
  const Centre moved = centre_of(mapped(block, {.shift_x = 3, .shift_y = -2}));
  EXPECT_NEAR(moved.x, 16.5, 1e-3);
  EXPECT_NEAR(moved.y, 11.5, 1e-3);
  EXPECT_NEAR(ink(mapped(block, scaling(2, 1))), 32, 1);
  EXPECT_NEAR(ink(mapped(block, scaling(0.5f, 0.5f))), 4, 1);
  const Centre turned =
      centre_of(mapped(with_block(20, 13, 2, 2), rotation(90)));  // right of the centre → below it
  EXPECT_NEAR(turned.x, 13.5, 0.6);
  EXPECT_NEAR(turned.y, 20.5, 0.6);
  EXPECT_GT(centre_of(mapped(with_block(13, 3, 2, 2), slant(30))).x, 17)
      << "tops lean to the right";
  const Picture mirrored = mapped(with_block(3, 13, 2, 2), scaling(-1, 1));
  EXPECT_NEAR(centre_of(mirrored).x, 23.5, 1e-3);
  EXPECT_EQ(ink(mapped(block, {.shift_x = 40})), 0) << "paper outside";
}

TEST(PictureOperations, ThickensAndThinsByPixels) {
  const Picture stroke = with_block(12, 4, 4, 20);
  EXPECT_EQ(at(thickened(stroke, 1), 11, 14), 255);
  EXPECT_EQ(at(thickened(stroke, 1), 10, 14), 0);
  EXPECT_NEAR(at(thickened(stroke, 1.5f), 10, 14), 127.5, 1);
  EXPECT_EQ(at(thickened(stroke, -1), 12, 14), 0);
  EXPECT_EQ(at(thickened(stroke, -1), 13, 14), 255);
  EXPECT_NEAR(at(thickened(stroke, -0.3f), 12, 14), 0.7 * 255, 1);
}

TEST(PictureOperations, BlursByAGaussian) {
  Picture dot{};
  dot[14 * kImageSide + 14] = 255;
  const Picture soft = blurred(dot, 1.1f);
  EXPECT_NEAR(ink(soft), 1, 1e-3);
  EXPECT_NEAR(at(soft, 15, 14) / at(soft, 14, 14), std::exp(-1 / (2 * 1.21)), 1e-3);
  EXPECT_NEAR(at(soft, 14, 16) / at(soft, 14, 14), std::exp(-4 / (2 * 1.21)), 1e-3);
}

TEST(PictureOperations, BendsNoFurtherThanThePeak) {
  // A ramp shows how far each pixel moved.
  Picture ramp{};
  for (int i = 0; i < kImagePixels; ++i)
    ramp[static_cast<std::size_t>(i)] = 5.0f * static_cast<float>(i % kImageSide);
  Random random(3);
  const Picture after = bent(ramp, 2, random);
  float furthest = 0;
  for (int y = 4; y < 24; ++y)
    for (int x = 4; x < 24; ++x)
      furthest = std::max(furthest, std::abs(at(after, x, y) - at(ramp, x, y)) / 5);
  EXPECT_LE(furthest, 2.001f);
  EXPECT_GT(furthest, 0.4f);
}

TEST(PictureOperations, SmoothNoiseIsSmoothAndWithinItsRange) {
  Random random(4);
  const Picture noise = smooth_noise(9, random);
  const auto [low, high] = std::minmax_element(noise.begin(), noise.end());
  EXPECT_GE(*low, 0);
  EXPECT_LE(*high, 1);
  EXPECT_GT(*high - *low, 0.4f);
  for (int y = 0; y < kImageSide; ++y)
    for (int x = 1; x < kImageSide; ++x)
      ASSERT_LT(std::abs(at(noise, x, y) - at(noise, x - 1, y)), 0.25f);
}

}  // namespace
}  // namespace second_opinion
