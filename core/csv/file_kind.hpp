// Bytes or text → what kind of file it is, when it is surely not a CSV. Names it for a message and
// says how to come by a CSV; reads nothing out of it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace second_opinion {

// Both are constants, parts of "This is an Excel workbook, not a CSV. Save the sheet …".
struct FileKind {
  std::string_view name;
  std::string_view remedy;
};

// By the first bytes: workbooks, images, archives, …; "binary data" for control characters that no
// text holds; nothing when the bytes may be text.
std::optional<FileKind> recognize_bytes(std::span<const unsigned char> bytes);

// "UTF-16" or "UTF-32" when a byte order mark or the pattern of NULs says so, else empty.
std::string_view name_wide_encoding(std::span<const unsigned char> bytes);

// By its signs: numbers as programs print them or keep them in their sources, JSON, rows in quotes.
// Nothing for text whose cells can be told apart.
std::optional<FileKind> recognize_text(std::string_view text);

}  // namespace second_opinion
