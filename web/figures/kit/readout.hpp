// The card that reads a chart off: a title and a small table, beside what it
// speaks of and inside the figure. Decides nothing about what is under the pointer.
#pragma once

#include <string>
#include <vector>

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

struct ReadoutRow {
  std::string name;
  std::vector<std::string> values;  // right-aligned in columns
  Color color = 0;                  // of the name; 0 = ink
};

struct Readout {
  std::string title;
  std::vector<std::string> notes{};  // quiet lines under the title
  std::vector<std::string> heads{};  // above the columns; empty: no such line
  std::vector<ReadoutRow> rows{};
};

// The size of the card in CSS px.
ImVec2 readout_size(const Fonts& fonts, const Readout& readout);

// Where a card of this size goes: to the right of what it speaks of (the anchor), else to its left,
// else below or above it, and inside bounds as far as that is possible.
Rect readout_place(const Rect& bounds, const Rect& anchor, ImVec2 size);

void draw_readout(const PageCanvas& canvas, const Rect& bounds, const Rect& anchor,
                  const Readout& readout);

}  // namespace second_opinion
