// The page's real fonts in an ImGui context without a window, made once.
#pragma once

#include "web/typography/fonts.hpp"

namespace second_opinion {

const Fonts& test_fonts();

// A frame in which draw lists can be filled: `TestFrame frame(2.0f); draw_text(frame.list(), …)`.
class TestFrame {
 public:
  explicit TestFrame(float pixel_ratio = 1);
  ~TestFrame();
  TestFrame(const TestFrame&) = delete;
  TestFrame& operator=(const TestFrame&) = delete;
  ImDrawList& list() const;
};

}  // namespace second_opinion
