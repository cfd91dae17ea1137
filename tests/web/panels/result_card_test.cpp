// Covers web/panels/result_card.cpp: what the networks see stands under a digit that is not seen as
// it is, and nowhere else.
#include "web/panels/result_card.hpp"

#include <gtest/gtest.h>

#include "../test_fonts.hpp"

namespace second_opinion {
namespace {

// A stroke on paper of some grey.
Reading reading_on(float paper) {
  std::array<float, kImagePixels> pixels;
  pixels.fill(paper);
  for (std::size_t row = 5; row < 23; ++row)
    for (std::size_t column = 13; column < 16; ++column) pixels[row * kImageSide + column] = 1;
  Reading reading;
  reading.digit = *DigitImage::from_unit_values(pixels);
  reading.seen = seen_as(reading.digit);
  return reading;
}

bool apart(const Rect& a, const Rect& b) {
  return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

TEST(ResultCard, ShowsWhatTheNetworksSeeWhereThatIsSomethingElse) {
  for (const float width : {320.0f, 390.0f, 559.0f, 560.0f, 700.0f, 960.0f}) {
    const ResultLayout plain = layout_result(test_fonts(), reading_on(0), width);
    EXPECT_EQ(plain.seen.h, 0) << width;
    const ResultLayout grey = layout_result(test_fonts(), reading_on(0.4f), width);
    EXPECT_GT(grey.seen.h, 0) << width;
    EXPECT_GE(grey.seen.y, grey.digit.y + grey.digit.h) << width;
    EXPECT_LE(grey.seen.y + grey.seen.h, grey.height) << width;
    for (const Rect& other :
         {grey.cnn, grey.transformer, grey.verdict, grey.reading, grey.digit, grey.start_over})
      EXPECT_TRUE(apart(grey.seen, other)) << width;
  }
}

}  // namespace
}  // namespace second_opinion
