// What the host must know of the drawn page: how high it is, what can be pressed where, and where
// its sections and its blocks begin. JSON from plain values.
#pragma once

#include <span>
#include <string>

#include "web/host/control.hpp"

namespace second_opinion {

// A place that an address leads to: "#results".
struct Anchor {
  std::string id;
  std::string title;
  float y = 0;    // scroll here
  int level = 2;  // 1 = title, 2, 3 = headings, 0 = figure (panels have none)
};

// blocks: the top of each block of the article, from the page's top. Links that are a part of the
// text are left out of the controls.
std::string layout_json(float height, std::span<const Control> controls,
                        std::span<const Anchor> anchors, std::span<const float> blocks);

}  // namespace second_opinion
