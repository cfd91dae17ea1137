// Printed lines and squares → paper. A line is straight, runs across most of the picture and is
// nearly level or upright; where a stroke crosses it, the stroke stays whole.
#pragma once

#include "core/preparation/ink_map.hpp"

namespace second_opinion {

void remove_rulings(InkMap& map);

}  // namespace second_opinion
