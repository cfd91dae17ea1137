// A picture → its ink, with paper, light, shadow and printed lines taken away.
#pragma once

#include "core/image/picture.hpp"
#include "core/preparation/ink_map.hpp"

namespace second_opinion {

// Large pictures are reduced first (InkMap::scale).
InkMap find_ink(const GreyPicture& picture);

}  // namespace second_opinion
