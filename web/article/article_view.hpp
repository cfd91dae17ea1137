// Draws the visible part of a laid-out article, as it is. Keeps nothing between frames.
#pragma once

#include <memory>
#include <vector>

#include "web/article/layout/page_layout.hpp"

namespace second_opinion {

// A place in the document → in the view, for a page scrolled down by scroll_y.
Rect in_view(const Rect& place, const PageView& view, float scroll_y);

void draw_page(const PageCanvas& canvas, const PageLayout& page,
               const std::vector<std::unique_ptr<Figure>>& figures, float scroll_y);

// Where a link's piece can be pressed, in document coordinates.
Rect link_place(const PlacedText& text);

}  // namespace second_opinion
