// What to do with files that people rename to .csv, and binary data. Text is text_kind.cpp's.
#include "core/csv/file_kind.hpp"

#include <algorithm>
#include <cstddef>

#include "core/base/file_sort.hpp"

namespace second_opinion {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kExport = "Save or export the sheet as CSV and choose that file.";
constexpr std::string_view kSaveText =
    "Write the picture with numpy.savetxt(\"digit.csv\", picture, delimiter=\",\") and choose "
    "that file.";
constexpr std::string_view kUnpack = "Unpack it and choose the .csv file inside.";
constexpr std::string_view kIntensities =
    "Write its 28 × 28 intensities as CSV and choose that file.";
constexpr std::string_view kWithoutHeader =
    "Leave out its header (P2, the size, the maximum) and write the numbers as 28 rows of 28, "
    "separated by commas.";
constexpr std::string_view kNumbers = "Choose a text file with 28 rows of 28 numbers.";

std::string_view remedy_for(FileSort sort) {
  switch (sort) {
    case FileSort::kPicture:
      return kIntensities;
    case FileSort::kPictureAsText:
      return kWithoutHeader;
    case FileSort::kWorkbook:
      return kExport;
    case FileSort::kArchive:
      return kUnpack;
    case FileSort::kArray:
      return kSaveText;
    case FileSort::kOther:
      break;
  }
  return kNumbers;
}

std::string_view as_text(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string_view name_wide_encoding(std::span<const unsigned char> bytes) {
  const std::string_view text = as_text(bytes);
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv)) return "UTF-16";
  // Without a mark: digits and commas as two bytes each, one of them NUL.
  const std::size_t pairs = std::min<std::size_t>(text.size() / 2, 32);
  std::size_t low = 0, high = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    low += text[2 * i] == '\0' && text[2 * i + 1] != '\0';
    high += text[2 * i] != '\0' && text[2 * i + 1] == '\0';
  }
  return pairs >= 4 && (low == pairs || high == pairs) ? "UTF-16" : std::string_view();
}

std::optional<FileKind> recognize_bytes(std::span<const unsigned char> bytes) {
  if (const auto file = recognize_file(bytes)) return FileKind{file->name, remedy_for(file->sort)};
  if (!name_wide_encoding(bytes).empty()) return std::nullopt;
  const auto is_control = [](unsigned char c) { return c < 0x20 && !(c >= '\t' && c <= '\r'); };
  if (std::any_of(bytes.begin(), bytes.end(), is_control)) return FileKind{"binary data", kNumbers};
  return std::nullopt;
}

}  // namespace second_opinion
