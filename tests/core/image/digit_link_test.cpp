// Covers core/image/digit_link.cpp.
#include "core/image/digit_link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

// A ring with soft edges, as a pen leaves it.
DigitImage ring(float across) {
  std::array<unsigned char, kImagePixels> bytes{};
  for (int i = 0; i < kImagePixels; ++i) {
    const float x = static_cast<float>(i % kImageSide) - 13.5f,
                y = static_cast<float>(i / kImageSide) - 13.5f;
    const float ink = 1.8f - std::abs(std::hypot(x, y * 0.8f) - across);
    bytes[static_cast<std::size_t>(i)] =
        static_cast<unsigned char>(std::lround(255 * std::clamp(ink, 0.0f, 1.0f)));
  }
  return DigitImage::from_bytes(bytes);
}

DigitImage noise(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::array<unsigned char, kImagePixels> bytes{};
  for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
  return DigitImage::from_bytes(bytes);
}

TEST(DigitLink, GivesBackTheDigit) {
  for (const float across : {2.0f, 5.5f, 7.0f, 11.0f}) {
    const std::string text = print_digit_link(ring(across));
    EXPECT_EQ(parse_digit_link(text).value(), ring(across));
    EXPECT_EQ(parse_digit_link(print_digit_link(ring(across).inverted())).value(),
              ring(across).inverted());
    EXPECT_LT(text.size(), 400u);
  }
  for (std::uint32_t seed = 0; seed < 50; ++seed)
    EXPECT_EQ(parse_digit_link(print_digit_link(noise(seed))).value(), noise(seed));
}

TEST(DigitLink, NeedsNoEscapeInAnAddress) {
  for (const char character : print_digit_link(noise(1)))
    EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(character)) || character == '-' ||
                character == '_')
        << character;
}

TEST(DigitLink, RefusesWhatWasChanged) {
  const std::string text = print_digit_link(ring(7));
  for (std::size_t cut = 1; cut < text.size(); ++cut)
    EXPECT_FALSE(parse_digit_link(text.substr(0, cut)).ok()) << cut;
  std::mt19937 random(5);
  int accepted = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string changed = text;
    char& character = changed[1 + random() % (text.size() - 1)];
    character = character == 'A' ? 'B' : 'A';
    const auto digit = parse_digit_link(changed);
    // Bits that fill up the last character belong to nothing.
    accepted += digit.ok() && digit.value() != ring(7);
  }
  EXPECT_EQ(accepted, 0);
}

TEST(DigitLink, SaysWhatIsWrong) {
  const auto error = [](std::string_view text) { return parse_digit_link(text).error(); };
  EXPECT_THAT(error(""), HasSubstr("empty"));
  EXPECT_THAT(error("1"), HasSubstr("cut"));
  EXPECT_THAT(error("1%20"), HasSubstr("characters that no link has"));
  EXPECT_THAT(error("2AAAA"), HasSubstr("another version"));
  EXPECT_THAT(error(std::string(5000, '1')), HasSubstr("too long"));
  EXPECT_THAT(error("1AAAA"), HasSubstr("cut or changed"));
}

TEST(DigitLink, TakesNoBlankPicture) {
  const DigitImage blank = DigitImage::from_bytes(std::array<unsigned char, kImagePixels>{});
  EXPECT_THAT(parse_digit_link(print_digit_link(blank)).error(), HasSubstr("blank"));
}

}  // namespace
}  // namespace second_opinion
