// The line above the article: the few things that concern the whole page. Its
// name stands right below, as the title. Scrolls away with the article.
#pragma once

#include <string_view>
#include <vector>

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// The host performs these; "theme" means: the other one.
inline constexpr std::string_view kReaderControl = "reader-view";
inline constexpr std::string_view kThemeControl = "theme";
inline constexpr std::string_view kSignOutControl = "sign-out";

struct Masthead {
  std::vector<Control> controls;  // document coordinates
};

// Without a host around it (desktop) only the theme can be changed.
Masthead layout_masthead(const Fonts& fonts, float page_width, bool dark, bool has_host);
void draw_masthead(const PageCanvas& canvas, const Masthead& masthead, float scroll_y);

}  // namespace second_opinion
