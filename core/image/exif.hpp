// Which way up a camera held its sensor, as JPEG and PNG files note it. Reads no other tag.
#pragma once

#include <span>

namespace second_opinion {

// EXIF's tag 0x0112: 1 is upright, 2 to 8 are turned or mirrored. 1 where the file says nothing or
// nonsense.
int exif_orientation(std::span<const unsigned char> file);

}  // namespace second_opinion
