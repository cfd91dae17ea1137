// Pieces of ink → digits: strokes that belong together are joined, specks left out, and the digits
// put into reading order.
#pragma once

#include <vector>

#include "core/preparation/components.hpp"

namespace second_opinion {

// The components of one digit.
struct DigitGroup {
  PixelBox box;            // around all of them
  std::vector<int> parts;  // indices into Components::list
};

// Row after row, each from left to right.
std::vector<DigitGroup> group_digits(const InkMap& map, const Components& components);

// All but specks as one group, which is empty when there is nothing else.
DigitGroup group_whole(const InkMap& map, const Components& components);

}  // namespace second_opinion
