// Connected pieces of ink. Which pieces make up a digit is grouping's to say.
#pragma once

#include <cstdint>
#include <vector>

#include "core/preparation/ink_map.hpp"
#include "core/preparation/pixel_box.hpp"

namespace second_opinion {

struct Component {
  PixelBox box;    // in the map's pixels
  int pixels = 0;  // how many it has
};

// Pixels of at least the threshold that touch, at sides or corners, are one component.
struct Components {
  std::vector<std::int32_t> labels;  // of each pixel of the map: 0 for paper, i + 1 for list[i]
  std::vector<Component> list;       // from the top, by their first pixels
};

Components find_components(const InkMap& map, int threshold);

}  // namespace second_opinion
