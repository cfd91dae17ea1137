// The pad's surface: bright ink on dark ground, as MNIST has it, and the cross-hair.
#pragma once

#include "web/app/drawing.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr std::string_view kPadHint = "Draw a digit here";

// place: square. bleeds: it is the top of a card, whose round corners it takes.
void draw_pad_ink(const PageCanvas& canvas, const Rect& place, const Drawing& drawing, bool bleeds);

}  // namespace second_opinion
