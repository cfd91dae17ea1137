// The first bytes of a file → what kind of file it is, when it is surely not a
// CSV. Names it for a message; reads nothing out of it.
#pragma once

#include <span>
#include <string_view>

namespace second_opinion {

// "an Excel workbook", "a PNG image", …; "binary data" for control characters
// that no text holds; empty when the bytes may be text.
std::string_view name_binary_kind(std::span<const unsigned char> bytes);

// "UTF-16" or "UTF-32" when a byte order mark or the pattern of NULs says so, else empty.
std::string_view name_wide_encoding(std::span<const unsigned char> bytes);

}  // namespace second_opinion
