// Covers native_trainer/synthetic/stroke_drawing.cpp.
#include "native_trainer/synthetic/stroke_drawing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace second_opinion {
namespace {

TEST(StrokeDrawing, DrawsAPenOfItsWidth) {
  Picture picture{};
  draw_stroke({{5, 14}, {22, 14}}, 1.5f, picture);
  const auto at = [&](int x, int y) {
    return picture[static_cast<std::size_t>(y * kImageSide + x)];
  };
  EXPECT_EQ(at(13, 14), 255);
  EXPECT_EQ(at(13, 15), 255);
  EXPECT_EQ(at(13, 16), 0);
  EXPECT_EQ(at(3, 14), 0);
  Picture dot{};
  draw_stroke({{10, 10}}, 1, dot);
  EXPECT_EQ(dot[10 * kImageSide + 10], 255);
}

TEST(StrokeDrawing, CurvesPassThroughTheirPoints) {
  const Stroke through{{0, 0}, {1, 3}, {4, 2}, {5, 5}};
  const Stroke curve = smooth_curve(through);
  EXPECT_GT(curve.size(), 12u);
  for (const Point p : through) {
    float nearest = 1e9f;
    for (const Point q : curve) nearest = std::min(nearest, std::hypot(p.x - q.x, p.y - q.y));
    EXPECT_LT(nearest, 1e-5f);
  }
}

TEST(StrokeDrawing, FramesLikeMnist) {
  const Picture picture = draw_framed({{{100, 100}, {100, 300}}}, 1);
  int first = kImageSide, last = 0;
  for (int i = 0; i < kImagePixels; ++i) {
    if (picture[static_cast<std::size_t>(i)] < 1) continue;
    first = std::min(first, i / kImageSide);
    last = std::max(last, i / kImageSide);
  }
  EXPECT_NEAR(last - first + 1, 20, 1.5);
  EXPECT_NEAR((last + first) / 2.0, 13.5, 1);
}

TEST(StrokeDrawing, FillsOutlinesButNotTheirHoles) {
  const Stroke square{{4, 4}, {24, 4}, {24, 24}, {4, 24}},
      hole{{10, 10}, {10, 18}, {18, 18}, {18, 10}};  // the other way round
  const auto at = [](const Picture& picture, int x, int y) {
    return picture[static_cast<std::size_t>(y * kImageSide + x)];
  };
  Picture ring{}, whole{};
  fill_outline({square, hole}, ring);
  fill_outline({square}, whole);
  EXPECT_NEAR(at(ring, 6, 14), 255, 0.01);
  EXPECT_EQ(at(ring, 14, 14), 0);
  EXPECT_NEAR(at(whole, 14, 14), 255, 0.01);
  EXPECT_NEAR(at(whole, 4, 14), 127.5, 0.01) << "half of the pixel is inside";
  EXPECT_NEAR(at(whole, 14, 24), 127.5, 0.01);
  EXPECT_EQ(at(whole, 2, 14), 0);
  EXPECT_NEAR(std::accumulate(whole.begin(), whole.end(), 0.0f) / 255, 400, 0.1);
}

TEST(StrokeDrawing, FramesTheMiddleOfTheBox) {
  std::vector<Stroke> strokes{{{-3, 7}, {-1, 8}}};
  frame(strokes, 10);
  EXPECT_FLOAT_EQ(strokes[0][0].x, 8.5f);
  EXPECT_FLOAT_EQ(strokes[0][1].x, 18.5f);
  EXPECT_FLOAT_EQ(strokes[0][0].y, 11);
  EXPECT_FLOAT_EQ(strokes[0][1].y, 16);
}

}  // namespace
}  // namespace second_opinion
