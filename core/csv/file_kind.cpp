// Magic bytes of the files that people rename to .csv. Text is text_kind.cpp's.
#include "core/csv/file_kind.hpp"

#include <algorithm>
#include <cstddef>

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
constexpr std::string_view kNumbers = "Choose a text file with 28 rows of 28 numbers.";

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  FileKind kind;
};

constexpr Magic kMagics[] = {
    {0, "\x89PNG\r\n"sv, {"a PNG image", kIntensities}},
    {0, "\xFF\xD8\xFF"sv, {"a JPEG image", kIntensities}},
    {0, "GIF8"sv, {"a GIF image", kIntensities}},
    {0, "II*\0"sv, {"a TIFF image", kIntensities}},
    {0, "MM\0*"sv, {"a TIFF image", kIntensities}},
    {8, "WEBPVP8"sv, {"a WebP image", kIntensities}},
    {4, "ftypheic"sv, {"an HEIC image", kIntensities}},
    {4, "ftypavif"sv, {"an AVIF image", kIntensities}},
    {0, "%PDF-"sv, {"a PDF document", kNumbers}},
    {0, "{\\rtf"sv, {"a rich text document", kNumbers}},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, {"an old Excel workbook (.xls)", kExport}},
    {0, "\x1F\x8B"sv, {"a gzip archive", kUnpack}},
    {0, "BZh91AY"sv, {"a bzip2 archive", kUnpack}},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     {"an xz archive", kUnpack}},
    {0, "\x28\xB5\x2F\xFD"sv, {"a Zstandard archive", kUnpack}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"a 7z archive", kUnpack}},
    {0, "Rar!\x1A\x07"sv, {"a RAR archive", kUnpack}},
    {0, "\x93NUMPY"sv, {"a NumPy array (.npy)", kSaveText}},
    {0, "\x89HDF\r\n"sv, {"an HDF5 file", kNumbers}},
    {0, "\0\0\x08\x03"sv, {"an IDX file of images, as MNIST comes", kIntensities}},
    {0, "\0\0\x08\x01"sv, {"an IDX file of labels, as MNIST comes", kNumbers}},
    {0, "PAR1"sv, {"a Parquet file", kNumbers}},
    {0, "SQLite format 3"sv, {"an SQLite database", kNumbers}},
    {0,
     "\x7F"
     "ELF"sv,
     {"a program", kNumbers}},
};

std::string_view as_text(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Spreadsheets are ZIP archives; the names inside stand uncompressed in the directory.
FileKind zip_kind(std::string_view text) {
  const auto holds = [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  if (holds("xl/workbook"sv)) return {"an Excel workbook", kExport};
  if (holds("opendocument.spreadsheet"sv)) return {"an OpenDocument spreadsheet", kExport};
  if (holds("word/document"sv)) return {"a Word document", kNumbers};
  if (holds("Index/Document.iwa"sv)) return {"a Numbers spreadsheet", kExport};
  if (holds(".npy"sv)) return {"a NumPy archive (.npz)", kSaveText};
  return {"a ZIP archive", kUnpack};
}

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view without_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kBlanks), text.size()));
}

// P1 to P6, then blanks and comments, then the width; 1 to 3 are text. A header of columns P1, P2,
// … has no number there.
std::optional<FileKind> netpbm_kind(std::string_view text) {
  constexpr std::string_view kWithoutHeader =
      "Leave out its header (P2, the size, the maximum) and write the numbers as 28 rows of 28, "
      "separated by commas.";
  constexpr FileKind kKinds[] = {
      {"a PBM image as text", kWithoutHeader}, {"a PGM image as text", kWithoutHeader},
      {"a PPM image as text", kIntensities},   {"a PBM image", kIntensities},
      {"a PGM image", kIntensities},           {"a PPM image", kIntensities}};
  if (text.size() < 4 || text[0] != 'P' || text[1] < '1' || text[1] > '6') return std::nullopt;
  if (kBlanks.find(text[2]) == std::string_view::npos) return std::nullopt;
  std::string_view rest = without_blanks(text.substr(2));
  while (rest.starts_with('#'))
    rest = without_blanks(rest.substr(std::min(rest.find_first_of("\r\n"), rest.size())));
  if (rest.empty() || rest[0] < '0' || rest[0] > '9') return std::nullopt;
  return kKinds[text[1] - '1'];
}

std::optional<FileKind> markup_kind(std::string_view text) {
  text = without_blanks(text);
  const auto begins = [&](std::string_view prefix) {
    return text.size() >= prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), text.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  };
  if (begins("<!doctype html"sv) || begins("<html"sv))
    return FileKind{"a web page (HTML)", kNumbers};
  if (begins("<svg"sv)) return FileKind{"an SVG image", kIntensities};
  if (begins("<?xml"sv)) return FileKind{"an XML document", kNumbers};
  return std::nullopt;
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
  const std::string_view text = as_text(bytes);
  for (const Magic& magic : kMagics) {
    if (text.size() > magic.offset && text.substr(magic.offset).starts_with(magic.bytes))
      return magic.kind;
  }
  if (text.starts_with("PK\x03\x04"sv) || text.starts_with("PK\x05\x06"sv)) return zip_kind(text);
  // "BM" alone could begin a text: the four reserved bytes of the header cannot.
  if (text.starts_with("BM"sv) && text.size() > 14 && text.substr(6, 4) == "\0\0\0\0"sv)
    return FileKind{"a BMP image", kIntensities};
  if (const auto picture = netpbm_kind(text)) return picture;
  if (const auto markup = markup_kind(text)) return markup;
  if (!name_wide_encoding(bytes).empty()) return std::nullopt;
  const auto is_control = [](unsigned char c) { return c < 0x20 && !(c >= '\t' && c <= '\r'); };
  if (std::any_of(bytes.begin(), bytes.end(), is_control)) return FileKind{"binary data", kNumbers};
  return std::nullopt;
}

}  // namespace second_opinion
