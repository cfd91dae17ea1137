// Covers native_trainer/synthetic/printed_glyphs.cpp and build_glyphs.py.
#include "native_trainer/synthetic/printed_glyphs.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace second_opinion {
namespace {

float area(const std::vector<Stroke>& outline) {
  Picture picture{};
  std::vector<Stroke> framed = outline;
  frame(framed, 20);
  fill_outline(framed, picture);
  return std::accumulate(picture.begin(), picture.end(), 0.0f) / 255;
}

TEST(PrintedGlyphs, EveryFaceHasEveryGlyphAsClosedOutlinesWithInk) {
  EXPECT_EQ(printed_faces(), 24u);
  for (const GlyphKind kind : {GlyphKind::kLetter, GlyphKind::kSymbol}) {
    EXPECT_GE(printed_glyphs(kind), 25u);
    for (std::uint32_t face = 0; face < printed_faces(); ++face) {
      for (std::uint32_t glyph = 0; glyph < printed_glyphs(kind); ++glyph) {
        const auto outline = printed_glyph(kind, face, glyph);
        ASSERT_FALSE(outline.empty()) << face << " " << glyph;
        for (const Stroke& contour : outline) {
          ASSERT_GE(contour.size(), 3u);
          for (const Point point : contour) ASSERT_LT(std::abs(point.x) + std::abs(point.y), 3);
        }
        ASSERT_GT(area(outline), 15) << face << " " << glyph;
        ASSERT_LT(area(outline), 360) << face << " " << glyph;
      }
    }
  }
}

TEST(PrintedGlyphs, AnAStandsUprightWithItsHole) {
  std::vector<Stroke> letter = printed_glyph(GlyphKind::kLetter, 0, 0);
  EXPECT_GE(letter.size(), 2u) << "a triangle is cut out of it";
  frame(letter, 20);
  Picture picture{};
  fill_outline(letter, picture);
  const auto ink = [&](std::size_t row) {
    return std::accumulate(picture.begin() + static_cast<std::ptrdiff_t>(row * kImageSide),
                           picture.begin() + static_cast<std::ptrdiff_t>((row + 1) * kImageSide),
                           0.0f);
  };
  std::size_t left = kImageSide, right = 0;
  for (std::size_t x = 0; x < kImageSide; ++x)
    if (picture[22 * kImageSide + x] > 100) left = std::min(left, x), right = std::max(right, x);
  EXPECT_GT(right - left, 10u) << "wide at its feet";
  EXPECT_LT(picture[22 * kImageSide + 14], 50) << "which stand apart";
  EXPECT_GT(ink(22), 0);
  EXPECT_LT(ink(5), 255 * 6) << "narrow at its top";
}

}  // namespace
}  // namespace second_opinion
