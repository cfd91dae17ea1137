// What stb_image does not check itself in the files that it is given: files that would make it read
// or write where it must not.
#pragma once

#include <span>

namespace second_opinion {

// False only for damaged files; most damage stb_image finds by itself.
bool is_safe_to_decode(std::span<const unsigned char> file);

}  // namespace second_opinion
