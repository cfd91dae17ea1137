// Covers web/canvas/screen.cpp: whole device pixels, and curves that are curves at every density.
#include "web/canvas/screen.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

// ImGui's tests share one context, which begins each frame at density 1 again.
struct Screen {
  explicit Screen(float ratio) { set_display(1280, 900, ratio); }
  ~Screen() { set_display(1280, 900, 1); }
};

// How far the straight edges between neighbouring vertices lie from the arc that they stand for, at
// the most: a full circle, or the top left corner of a box that begins at 0, 0.
float deviation(const ImDrawList& list, int first, ImVec2 centre, float radius, bool corner) {
  const auto belongs = [&](ImVec2 p) {
    return !corner || (p.x < centre.x + 0.01f && p.y < centre.y + 0.01f);
  };
  float most = 0;
  for (int i = first; i + 1 < list.VtxBuffer.Size; ++i) {
    const ImVec2 a = list.VtxBuffer[i].pos, b = list.VtxBuffer[i + 1].pos;
    if (!belongs(a) || !belongs(b)) continue;
    const float x = (a.x + b.x) / 2 - centre.x, y = (a.y + b.y) / 2 - centre.y;
    most = std::max(most, radius - std::sqrt(x * x + y * y));
  }
  return most;
}

TEST(Screen, ShowsCirclesWithoutCornersAtEveryDensity) {
  for (const float ratio : {1.0f, 1.5f, 2.0f, 3.0f}) {
    for (const float radius : {4.0f, 7.0f, 12.0f, 40.0f}) {
      test_fonts();
      const Screen screen(ratio);
      TestFrame frame(ratio);
      frame.list().Flags &= ~ImDrawListFlags_AntiAliasedFill;  // vertices lie on the circle itself
      const int before = frame.list().VtxBuffer.Size;
      frame.list().AddCircleFilled({100, 100}, radius, ~0u);
      EXPECT_LE(deviation(frame.list(), before, {100, 100}, radius, false) * ratio, 0.31f)
          << radius << " at " << ratio;
    }
  }
}

TEST(Screen, ShowsRoundCornersAtEveryDensity) {
  for (const float ratio : {1.0f, 2.0f, 3.0f}) {
    test_fonts();
    const Screen screen(ratio);
    TestFrame frame(ratio);
    frame.list().Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const int before = frame.list().VtxBuffer.Size;
    frame.list().AddRectFilled({0, 0}, {100, 100}, ~0u, 12);
    const float most = deviation(frame.list(), before, {12, 12}, 12, true) * ratio;
    EXPECT_GT(most, 0) << "the corner was found";
    EXPECT_LE(most, 0.31f) << ratio;
  }
}

TEST(Screen, FallsOnWholeDevicePixels) {
  test_fonts();
  for (const float ratio : {1.1f, 1.25f, 1.5f, 1.75f, 2.625f, 3.0f}) {
    for (const int side : {799, 1080, 1234}) {
      set_display(side, side, ratio);
      EXPECT_EQ(static_cast<int>(ImGui::GetIO().DisplaySize.x * ratio), side) << ratio;
    }
  }
  set_display(1280, 900, 1);
}

}  // namespace
}  // namespace second_opinion
