// Kerning, figures, device pixels and wrapping of text in one style.
#include "web/typography/text.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

TextStyle style_of(Face face, float size) {
  TextStyle style;
  style.face = face;
  style.size = size;
  style.color = 0xFFFFFFFF;
  return style;
}

TEST(Text, KerningBringsPairsTogether) {
  const TextStyle style = style_of(Face::kDisplay, 60);
  const float apart =
      measure_text(test_fonts(), "A", style) + measure_text(test_fonts(), "V", style);
  EXPECT_LT(measure_text(test_fonts(), "AV", style), apart - 2);
}

TEST(Text, TabularFiguresAlignWhateverTheDigits) {
  TextStyle style = style_of(Face::kSans, 15);
  style.tabular = true;
  EXPECT_FLOAT_EQ(measure_text(test_fonts(), "11.11", style),
                  measure_text(test_fonts(), "98.76", style));
  style.tabular = false;
  EXPECT_NE(measure_text(test_fonts(), "11.11", style), measure_text(test_fonts(), "98.76", style));
}

TEST(Text, TrackingAddsToEveryLetter) {
  TextStyle style = style_of(Face::kSans, 10);
  const float plain = measure_text(test_fonts(), "abcd", style);
  style.tracking = 0.1f;
  EXPECT_NEAR(measure_text(test_fonts(), "abcd", style), plain + 4, 1e-3);
}

TEST(Text, BaselinesLieOnDevicePixels) {
  for (const float ratio : {1.0f, 1.25f, 1.5f, 2.0f, 3.0f}) {
    TestFrame frame(ratio);
    draw_text(frame.list(), test_fonts(), ImVec2(10.3f, 50.37f), "H", style_of(Face::kSans, 14.5f));
    const float foot =
        frame.list().VtxBuffer.back().pos.y * ratio;  // lower edge of the glyph's picture
    EXPECT_NEAR(foot, std::round(foot), 1e-2) << ratio;
  }
}

TEST(Text, LettersAreRasterisedAsLargeAsTheyAreDrawn) {
  TestFrame frame(1.5f);
  draw_text(frame.list(), test_fonts(), ImVec2(10, 50), "H", style_of(Face::kText, 18.4f));
  const ImDrawVert* corner = frame.list().VtxBuffer.end() - 4;
  const float drawn = (corner[2].pos.y - corner[0].pos.y) * 1.5f;
  const float stored =
      (corner[2].uv.y - corner[0].uv.y) * static_cast<float>(ImGui::GetIO().Fonts->TexData->Height);
  EXPECT_NEAR(drawn, stored, 0.02f);
}

TEST(Text, WhatIsDrawnIsAsWideAsMeasured) {
  TestFrame frame;
  const TextStyle style = style_of(Face::kText, 19);
  EXPECT_FLOAT_EQ(draw_text(frame.list(), test_fonts(), ImVec2(0, 50), "An affluent office", style),
                  measure_text(test_fonts(), "An affluent office", style));
}

TEST(Text, SpacesDrawNothing) {
  TestFrame frame;
  const int before = frame.list().VtxBuffer.Size;
  draw_text(frame.list(), test_fonts(), ImVec2(0, 50), "a b", style_of(Face::kText, 19));
  EXPECT_EQ(frame.list().VtxBuffer.Size - before, 8);
}

TEST(WrapText, NoLineIsWiderThanTheBox) {
  const TextStyle style = style_of(Face::kSans, 15);
  const std::string text =
      "The networks agree on almost every digit, and where they do not, people hesitate as well.";
  for (float width = 90; width < 700; width += 13) {
    for (const std::string& line : wrap_text(test_fonts(), text, style, width)) {
      EXPECT_LE(measure_text(test_fonts(), line, style), width + 0.01f) << line;
    }
  }
}

TEST(WrapText, KeepsEveryWordAndHonoursLineFeeds) {
  const TextStyle style = style_of(Face::kSans, 15);
  EXPECT_EQ(wrap_text(test_fonts(), "one\n\ntwo", style, 500),
            (std::vector<std::string>{"one", "", "two"}));
  std::string joined;
  for (const std::string& line : wrap_text(test_fonts(), "a bb  ccc dddd", style, 30))
    joined += line + " ";
  EXPECT_EQ(joined, "a bb ccc dddd ");
}

}  // namespace
}  // namespace second_opinion
