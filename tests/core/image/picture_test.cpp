// core/image/picture: known files come out as their grey values, upright; damage and what is no
// picture are refused in words that say what it is.
#include "core/image/picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

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

// 24 × 16, dark on the left and bright on the right, as other programs wrote it.
void expect_halves(const char* name) {
  std::ifstream file(std::string("tests/core/image/pictures/") + name, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto picture =
      decode_picture({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  ASSERT_TRUE(picture.ok()) << name << ": " << picture.error();
  ASSERT_EQ(picture.value().width, 24) << name;
  ASSERT_EQ(picture.value().height, 16) << name;
  for (std::size_t y = 0; y < 16; ++y) {
    EXPECT_NEAR(picture.value().pixels[y * 24 + 4], 30, 6) << name;
    EXPECT_NEAR(picture.value().pixels[y * 24 + 19], 220, 6) << name;
  }
}

TEST(Picture, ReadsWhatOtherProgramsWrite) {
  for (const char* name : {"baseline.jpg", "progressive.jpg", "grey.bmp", "grey.gif"})
    expect_halves(name);
}

// EXIF's orientation 6: the camera was held so that the picture's left side lies at its top.
TEST(Picture, TurnsAPhotographUpright) {
  std::ifstream file("tests/core/image/pictures/turned.jpg", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto picture =
      decode_picture({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  ASSERT_TRUE(picture.ok()) << picture.error();
  ASSERT_EQ(picture.value().width, 16);
  ASSERT_EQ(picture.value().height, 24);
  EXPECT_NEAR(picture.value().pixels[4 * 16 + 8], 30, 6);
  EXPECT_NEAR(picture.value().pixels[19 * 16 + 8], 220, 6);
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

std::span<const unsigned char> bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

using namespace std::string_literals;
using namespace std::string_view_literals;
using ::testing::HasSubstr;

TEST(Picture, ReadsNetpbmAndTakesColoursAsLuminance) {
  const auto grey = decode_picture(bytes_of("P5 3 1 255\n\x00\x64\xFF"sv));
  ASSERT_TRUE(grey.ok()) << grey.error();
  EXPECT_EQ(grey.value().pixels, (std::vector<unsigned char>{0, 100, 255}));
  const auto colours = decode_picture(bytes_of("P6 2 1 255\n\xFF\xFF\xFF\xFF\x00\x00"sv));
  ASSERT_TRUE(colours.ok()) << colours.error();
  EXPECT_EQ(colours.value().pixels, (std::vector<unsigned char>{255, 76}));
}

TEST(Picture, ReadsABitmapAndTheFirstFrameOfAGif) {
  const auto bmp = decode_picture(bytes_of(
      "BM\x3A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0\0\0\0\0\x04"
      "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x50\x50\x50\0"sv));
  ASSERT_TRUE(bmp.ok()) << bmp.error();
  EXPECT_EQ(bmp.value().pixels, (std::vector<unsigned char>{80}));
  const auto gif = decode_picture(bytes_of(
      "GIF89a\x01\0\x01\0\x80\0\0\x78\x78\x78\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"sv));
  ASSERT_TRUE(gif.ok()) << gif.error();
  EXPECT_EQ(gif.value().pixels, (std::vector<unsigned char>{120}));
}

TEST(Picture, AllowsNoMorePixelsThanAskedFor) {
  EXPECT_FALSE(decode_picture(kTwoPixels, 3).ok());
  EXPECT_TRUE(decode_picture(kTwoPixels, 4).ok());  // a PNG may have half as many
}

TEST(Picture, NamesWhatItCannotRead) {
  for (const auto& [bytes, name] : {std::pair{"%PDF-1.7\n"sv, "a PDF document, not a picture"},
                                    {"\0\0\0\x18"
                                     "ftypheic\0\0\0\0"sv,
                                     "an HEIC image, which cannot be read here"},
                                    {"\0\0\0\x18"
                                     "ftypavif\0\0\0\0"sv,
                                     "an AVIF image"},
                                    {"RIFF\0\0\0\0WEBPVP8 "sv, "a WebP image"},
                                    {"II*\0\0\0\0\0"sv, "a TIFF image"},
                                    {"<svg></svg>"sv, "an SVG image"},
                                    {"P2 2 1 255 0 9"sv, "a PGM image as text"},
                                    {"PK\x03\x04nothing"sv, "Unpack it"},
                                    {"\xFF\xD8\xFF\xE0"sv, "damaged"},
                                    {"GIF89a\x01\0\x01\0"sv, "damaged"},
                                    {"1,2,3\n"sv, "no picture"}}) {
    const auto read = decode_picture(bytes_of(bytes));
    ASSERT_FALSE(read.ok()) << name;
    EXPECT_THAT(read.error(), HasSubstr(name));
  }
}

// Two pixels in a row: from 5 on they stand in a column, and half of the turns change their order.
TEST(Picture, TurnsUprightAsTheCameraNoted) {
  const std::vector<unsigned char> forth{0, 200}, back{200, 0};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    std::string chunk =
        "\0\0\0\x1A"
        "eXIfMM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s;
    chunk += static_cast<char>(orientation);
    chunk += "\0\0\0\0\0\0\0\0\0\0"s;  // padding, no further directory, checksum
    std::vector<unsigned char> file(kTwoPixels.begin(), kTwoPixels.begin() + 33);
    file.insert(file.end(), chunk.begin(), chunk.end());
    file.insert(file.end(), kTwoPixels.begin() + 33, kTwoPixels.end());
    const auto picture = decode_picture(file);
    ASSERT_TRUE(picture.ok()) << orientation;
    EXPECT_EQ(picture.value().width, orientation < 5 ? 2 : 1) << orientation;
    EXPECT_EQ(picture.value().height, orientation < 5 ? 1 : 2) << orientation;
    const bool turns = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    EXPECT_EQ(picture.value().pixels, turns ? back : forth) << orientation;
  }
}

TEST(Picture, PutsTransparentInkOnPaperThatItStandsOutFrom) {
  const std::vector<unsigned char> black{0, 0, 0, 255, 0, 0, 0, 0},
      white{255, 255, 255, 255, 0, 0, 0, 0};
  EXPECT_EQ(grey_from_canvas(2, 1, black).pixels, (std::vector<unsigned char>{0, 255}));
  EXPECT_EQ(grey_from_canvas(2, 1, white).pixels, (std::vector<unsigned char>{255, 0}));
}

}  // namespace
}  // namespace second_opinion
