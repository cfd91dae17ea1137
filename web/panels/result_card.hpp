// "Try a digit" with a result: the digit, how it was read, two opinions side by
// side (on a phone: one above the other), what to do next.
#pragma once

#include <string_view>

#include "web/app/app.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr std::string_view kStartOver = "Start over";

// How long a result takes to appear, in seconds: the digit, then the bars.
inline constexpr double kResultAppearSeconds = 0.8;

// All places relative to the card's corner.
struct ResultLayout {
  float width = 0;
  float height = 0;
  Rect digit{};
  Rect verdict{};  // "Both networks read a 7."
  Rect reading{};  // how the file was read
  Rect times{};    // what the networks took; h = 0: nobody knows
  Rect warning{};  // h = 0: none
  Rect invert{};   // h = 0: not offered
  Rect start_over{};
  Rect seen{};  // the digit as the networks see it; h = 0: just as it is
  Rect cnn{};
  Rect transformer{};
};

ResultLayout layout_result(const Fonts& fonts, const Reading& reading, float width);
// age: seconds since this reading was shown first; from kResultAppearSeconds on nothing moves.
void draw_result(const PageCanvas& canvas, const Rect& place, const ResultLayout& layout,
                 const Reading& reading, double age);

}  // namespace second_opinion
