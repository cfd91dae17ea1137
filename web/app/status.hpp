// The page's state as JSON for the host: what the DOM beside the canvas shows and says. A pure
// function of values.
#pragma once

#include <string>

#include "web/app/app.hpp"
#include "web/host/view.hpp"

namespace second_opinion {

struct ViewState {
  int frames = 0;  // drawn since the page was opened
  bool dark = false;
  View view = View::kCanvas;
};

std::string status_json(const App& app, const ViewState& view);

// What is on the pad, for a host that draws it itself; places and widths are shares of its side:
// {"strokes": [[x, y, width, x, y, width …]…], "predicted": [x, y, width …],
//  "crossHair": [x, y] or null, "lowered": whether its pen is on the paper}
std::string ink_json(const Drawing& drawing);

}  // namespace second_opinion
