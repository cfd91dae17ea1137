// Ten bars, one per digit, in a network's accent: label, track, bar, percentage.
#pragma once

#include <span>
#include <string>

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// "99.98 %". What is neither 100 % nor 0 is never rounded to them: "> 99.99 %", "< 0.01 %".
std::string percentage(float probability);

struct ProbabilityBarsLook {
  Color accent = 0;
  int winner = 0;   // drawn in full colour and bold; -1: nothing is known, the tracks are empty
  float grown = 1;  // 0..1 of the final length
  bool compact = false;  // closer rows, and percentages without decimals
};
float probability_bars_height(bool compact = false);
void draw_probability_bars(const PageCanvas& canvas, const Rect& place,
                           std::span<const float> probabilities, const ProbabilityBarsLook& look);

}  // namespace second_opinion
