// Strokes of a pen as smooth lines, as wide as its pressure says. What is drawn, and where, is the
// caller's; which strokes there are, web/app/drawing's.
#pragma once

#include <span>

#include "core/preparation/strokes.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// In the colour of ink. place: where the pad's unit square lies; it may reach beyond what is shown,
// for a part of it enlarged.
void draw_stroke(const PageCanvas& canvas, const Rect& place, std::span<const InkPoint> points);

}  // namespace second_opinion
