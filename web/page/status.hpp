// The page's state as JSON for the host: what the DOM beside the canvas shows,
// and where the drawn controls lie. Pure functions of values.
#pragma once

#include <span>
#include <string>

#include "web/app/app.hpp"
#include "web/article/page_layout.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

struct ViewState {
  int frames = 0;
  bool dark = false;
  bool canvas = true;  // false: no WebGL 2, the Reader view is the page
};

std::string status_json(const App& app, const ViewState& view);

std::string layout_json(float height, std::span<const Control> controls,
                        std::span<const Anchor> anchors);

}  // namespace second_opinion
