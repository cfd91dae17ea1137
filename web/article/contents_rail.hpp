// The list of sections beside the text on wide pages. It stays while the
// article scrolls and marks the section that is being read.
#pragma once

#include <string>
#include <vector>

#include "web/article/layout/page_layout.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

struct RailEntry {
  std::string id;  // of the anchor
  std::string title;
  Rect place;  // in the view
  std::vector<std::string> lines;
};

// Empty where the page has no room for a rail.
std::vector<RailEntry> rail_entries(const PageLayout& page, const Fonts& fonts);

// The anchor of level 2 in whose section the line at y lies; "" above the first.
std::string section_at(const PageLayout& page, float y);

void draw_rail(const PageCanvas& canvas, const std::vector<RailEntry>& entries,
               const std::string& current);

}  // namespace second_opinion
