// Covers web/figures/networks/occlusion_drawing.cpp: what a map says in words, and where it draws
// outlines.
#include "web/figures/networks/occlusion_drawing.hpp"

#include <gtest/gtest.h>

#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

// Reads a 9 with 90 %; without pixel 400 a 4, without pixel 401 a surer 9, without 402 a doubtful
// one.
OcclusionMap sample_map() {
  OcclusionMap map;
  map.digit = 9;
  map.whole.fill(0.0f);
  map.whole[9] = 0.9f;
  map.whole[4] = 0.1f;
  for (int pixel = 0; pixel < kImagePixels; ++pixel)
    map.hidden.insert(map.hidden.end(), map.whole.begin(), map.whole.end());
  const auto set = [&](std::size_t pixel, float nine) {
    map.hidden[pixel * kDigitCount + 9] = nine;
    map.hidden[pixel * kDigitCount + 4] = 1 - nine;
  };
  set(400, 0.25f);
  set(401, 0.95f);
  set(402, 0.6f);
  return map;
}

TEST(OcclusionDrawing, SaysWhatIsLeftAndWhatIsReadThen) {
  const OcclusionMap map = sample_map();
  EXPECT_EQ(occlusion_sentence(map, 400),
            "Without the framed piece, 25.00\u2009% are left for 9: it then reads a\u00a04.");
  EXPECT_EQ(occlusion_sentence(map, 401),
            "Without the framed piece it is surer: 95.00\u2009% for 9.");
  EXPECT_EQ(occlusion_sentence(map, 402),
            "Without the framed piece, 60.00\u2009% are left for 9: it still reads a\u00a09.");
  EXPECT_EQ(a_digit(8), "an\u00a08");
}

TEST(OcclusionDrawing, OutlinesOnlyWhereTheAnswerChanges) {
  const TestFrame frame;
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.fonts = &test_fonts();
  canvas.theme = &light_theme();
  canvas.view = {0, 0, 400, 400};
  OcclusionMap map = sample_map();
  const auto lines = [&] {
    canvas.list->VtxBuffer.resize(0);
    draw_occlusion_map(canvas, {0, 0, 280, 280}, DigitImage{}, map, rgb(0x0068A8),
                       light_theme().paper);
    int count = 0;
    for (const ImDrawVert& vertex : canvas.list->VtxBuffer)
      count += vertex.col == light_theme().ink;
    return count / 4;
  };
  EXPECT_EQ(lines(), 4) << "the four sides of one pixel";
  map.hidden[400 * kDigitCount + 9] = 0.9f;
  EXPECT_EQ(lines(), 0);
}

}  // namespace
}  // namespace second_opinion
