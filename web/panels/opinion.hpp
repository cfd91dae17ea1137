// One network's opinion: its name, the digit that it reads, ten bars.
#pragma once

#include <string_view>

#include "core/classifier/classifier.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

struct OpinionLook {
  Color accent = 0;
  float grown = 1;       // 0..1 of the bars' final length
  bool compact = false;  // for columns too narrow for percentages with decimals
};

float opinion_height(bool compact);
// opinion: none where there is nothing to have one on; then the tracks stay empty.
void draw_opinion(const PageCanvas& canvas, const Rect& place, std::string_view name,
                  const Classification* opinion, const OpinionLook& look);

}  // namespace second_opinion
