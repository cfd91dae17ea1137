// The first bytes of a file → what people call such a file. Reads nothing out of it, and does not
// say what to do about it: that depends on what was wanted instead.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace second_opinion {

enum class FileSort { kPicture, kPictureAsText, kWorkbook, kArchive, kArray, kOther };

struct NamedFile {
  std::string_view name;  // a constant, with its article: "a PNG image"
  FileSort sort;
};

// Nothing when the bytes may be text or are of no kind that is known here.
std::optional<NamedFile> recognize_file(std::span<const unsigned char> bytes);

}  // namespace second_opinion
