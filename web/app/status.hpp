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

}  // namespace second_opinion
