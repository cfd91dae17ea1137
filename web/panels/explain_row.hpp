// Below a result: where hiding a piece of this very digit costs each network
// most, and the ways to the figures that take the networks apart.
#pragma once

#include <string_view>
#include <vector>

#include "web/app/live_digit.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// All places relative to the card's corner, which the row stands `top` below.
struct ExplainLayout {
  float bottom = 0;
  Rect head{};
  Rect pictures[2]{};  // the convolutional network's, the transformer's
  Rect words[2]{};
  Rect links[2]{};
};

ExplainLayout layout_explain(const Fonts& fonts, float width, float top);
Rect explain_place(const Rect& card, const ExplainLayout& layout);  // of the whole row
// The study as it stands; its words come when it is done.
void draw_explain(const PageCanvas& canvas, const Rect& card, const ExplainLayout& layout,
                  const OcclusionStudy& study);

// Links to #feature-maps and #attention; a press on one of them comes before the jump.
void add_explain_controls(const Rect& card, const ExplainLayout& layout, std::vector<Control>& out);
bool is_explain_control(std::string_view control_id);

}  // namespace second_opinion
