// The line above the article: the few things that concern the whole page. Its
// name stands right below, as the title. Scrolls away with the article.
#pragma once

#include <string_view>
#include <vector>

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// What stands in the masthead is the host's to perform. "Theme" means the other one.
struct Masthead {
  std::vector<Control> controls;
};

// Without a host around it (desktop) only the theme can be changed.
Masthead layout_masthead(const Fonts& fonts, float page_width, bool dark, bool has_host);
void draw_masthead(const PageCanvas& canvas, const Masthead& masthead, float scroll_y);

}  // namespace second_opinion
