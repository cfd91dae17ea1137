// metrics.bin: what is read, what is refused, and that the fonts' own kerning arrived.
#include "web/typography/font_metrics.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

// One face with "A" and "V" and one pair, as build_fonts.py writes it.
std::vector<unsigned char> small_file() {
  return {'S',  'O', 'F',  'M', 2,    0, 0,    0, 1,    0, 0, 0,  // magic, version, faces
          0xE8, 3,   0x20, 3,   200,  0, 0xBC, 2, 0xF4, 1,        // 1000 per em, 800, 200, 700, 500
          2,    0,   2,    0,   2,    0,           // characters, left classes, right classes
          'A',  0,   'V',  0,   0x58, 2, 0x8A, 2,  // codes, advances 600, 650
          1,    0,   0,    1,                      // A is 1 on the left, V 1 on the right
          0,    0,   0,    0xD8};                  // A V −40/500
}

TEST(FontMetrics, AreReadAsWritten) {
  const auto faces = parse_font_metrics(small_file());
  ASSERT_TRUE(faces.ok());
  const FaceMetrics& face = faces.value()[0];
  EXPECT_FLOAT_EQ(face.advance(U'A'), 0.6f);
  EXPECT_FLOAT_EQ(face.kern(U'A', U'V'), -0.08f);
  EXPECT_FLOAT_EQ(face.kern(U'V', U'A'), 0);
  EXPECT_FLOAT_EQ(face.cap_height, 0.7f);
  EXPECT_TRUE(face.has(U'V'));
  EXPECT_FALSE(face.has(U'W'));
}

TEST(FontMetrics, EveryTruncationIsRefused) {
  const std::vector<unsigned char> whole = small_file();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(parse_font_metrics(std::span(whole).first(length)).ok()) << length;
  }
}

TEST(FontMetrics, TrailingBytesAndUnknownVersionsAreRefused) {
  std::vector<unsigned char> longer = small_file();
  longer.push_back(0);
  EXPECT_FALSE(parse_font_metrics(longer).ok());
  std::vector<unsigned char> newer = small_file();
  newer[4] = 3;
  EXPECT_FALSE(parse_font_metrics(newer).ok());
}

TEST(FontMetrics, AHugeCountIsRefusedBeforeAllocating) {
  std::vector<unsigned char> hostile = small_file();
  std::fill(hostile.begin() + 22, hostile.begin() + 28, std::uint8_t{0xFF});
  EXPECT_FALSE(parse_font_metrics(hostile).ok());
}

TEST(FontMetrics, AClassBeyondTheTableIsRefused) {
  for (const std::size_t place : {36u, 39u}) {
    std::vector<unsigned char> hostile = small_file();
    ASSERT_EQ(hostile[place], 1);
    hostile[place] = 2;
    EXPECT_FALSE(parse_font_metrics(hostile).ok()) << place;
  }
}

TEST(FontMetrics, TheFontsOwnPairsArrived) {
  EXPECT_LT(test_fonts().metrics(Face::kDisplay).kern(U'A', U'V'), -0.03f);
  EXPECT_LT(test_fonts().metrics(Face::kText).kern(U'T', U'o'), -0.03f);
  EXPECT_LT(test_fonts().metrics(Face::kSans).kern(U'V', U'a'), -0.01f);
}

TEST(FontMetrics, TabularFiguresAreEquallyWide) {
  for (const Face face : {Face::kText, Face::kSans, Face::kSansBold}) {
    const FaceMetrics& metrics = test_fonts().metrics(face);
    for (char32_t digit = 1; digit < 10; ++digit) {
      EXPECT_FLOAT_EQ(metrics.advance(kTabularZero + digit), metrics.advance(kTabularZero))
          << static_cast<unsigned>(digit);
    }
    EXPECT_NE(metrics.advance(U'1'), metrics.advance(U'0'))
        << "running text wants proportional figures";
  }
}

}  // namespace
}  // namespace second_opinion
