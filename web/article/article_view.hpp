// Draws the visible part of a laid-out article, as it is. Keeps nothing between frames.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "web/article/layout/page_layout.hpp"

namespace second_opinion {

// A place in the document → in the view, for a page scrolled down by scroll_y.
Rect in_view(const Rect& place, const PageView& view, float scroll_y);

// silent: indices of the blocks of which no words are drawn.
void draw_page(const PageCanvas& canvas, const PageLayout& page,
               const std::vector<std::unique_ptr<Figure>>& figures, const std::set<int>& silent,
               float scroll_y);

// The texts that a figure would draw at its place on the page, with baselines that count from the
// figure's top.
std::vector<DrawnText> texts_of(const Figure& figure, const Rect& place, const PageCanvas& canvas);

// Where a link's piece can be pressed, in document coordinates.
Rect link_place(const PlacedText& text);

}  // namespace second_opinion
