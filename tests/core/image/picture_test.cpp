// core/image/picture: a known PNG comes out as its grey values; damage and other formats are
// refused.
#include "core/image/picture.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

// 2 × 1 grey pixels, 0 and 200, deflated without compression.
const std::vector<unsigned char> kTwoPixels{
    0x89, 'P',  'N',  'G', 0x0D, 0x0A, 0x1A, 0x0A, 0,    0,    0,   13,   'I',  'H',  'D',
    'R',  0,    0,    0,   2,    0,    0,    0,    1,    8,    0,   0,    0,    0,    0xD1,
    0x49, 0x9F, 0x5F, 0,   0,    0,    14,   'I',  'D',  'A',  'T', 0x78, 0x01, 0x01, 0x03,
    0,    0xFC, 0xFF, 0,   0,    200,  0x01, 0x92, 0,    0xC9, 0,   0,    0,    0,    0,
    0,    0,    0,    'I', 'E',  'N',  'D',  0xAE, 0x42, 0x60, 0x82};

TEST(Picture, ReadsGreyValuesOfAPng) {
  const auto picture = decode_picture(kTwoPixels);
  ASSERT_TRUE(picture.ok()) << picture.error();
  EXPECT_EQ(picture.value().width, 2);
  EXPECT_EQ(picture.value().height, 1);
  EXPECT_EQ(picture.value().pixels, (std::vector<unsigned char>{0, 200}));
}

TEST(Picture, RefusesNothing) {
  EXPECT_FALSE(decode_picture({}).ok());
}

TEST(Picture, RefusesAnythingCutOff) {
  for (std::size_t size = 1; size < kTwoPixels.size() - 25; ++size) {
    EXPECT_FALSE(decode_picture(std::span(kTwoPixels).first(size)).ok()) << size << " bytes";
  }
}

TEST(Picture, RefusesAnEmptyFirstDataChunk) {
  std::vector<unsigned char> empty(kTwoPixels.begin(), kTwoPixels.begin() + 41);
  empty[36] = 0;  // the length of IDAT
  EXPECT_FALSE(decode_picture(empty).ok());
  empty.insert(empty.end(), kTwoPixels.begin() + 33, kTwoPixels.end());
  EXPECT_FALSE(decode_picture(empty).ok());
}

TEST(Picture, RefusesAHugeSideBeforeItAllocates) {
  std::vector<unsigned char> huge = kTwoPixels;
  huge[16] = 0x7F;  // width 2130706434
  EXPECT_FALSE(decode_picture(huge).ok());
}

TEST(Picture, RefusesOtherFormats) {
  const std::string gif = "GIF89a\x01\x00\x01\x00";
  EXPECT_FALSE(
      decode_picture(std::span(reinterpret_cast<const unsigned char*>(gif.data()), gif.size()))
          .ok());
}

}  // namespace
}  // namespace second_opinion
