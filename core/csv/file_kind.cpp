// Magic bytes of the files that people rename to .csv.
#include "core/csv/file_kind.hpp"

#include <algorithm>
#include <cstddef>

namespace second_opinion {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  std::string_view name;
};

constexpr Magic kMagics[] = {
    {0, "\x89PNG\r\n"sv, "a PNG image"},
    {0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    {0, "GIF8"sv, "a GIF image"},
    {0, "II*\0"sv, "a TIFF image"},
    {0, "MM\0*"sv, "a TIFF image"},
    {8, "WEBPVP8"sv, "a WebP image"},
    {4, "ftypheic"sv, "an HEIC image"},
    {4, "ftypavif"sv, "an AVIF image"},
    {0, "%PDF-"sv, "a PDF document"},
    {0, "{\\rtf"sv, "a rich text document"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Excel workbook (.xls)"},
    {0, "\x1F\x8B"sv, "a gzip archive"},
    {0, "BZh91AY"sv, "a bzip2 archive"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "an xz archive"},
    {0, "\x28\xB5\x2F\xFD"sv, "a Zstandard archive"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    {0, "Rar!\x1A\x07"sv, "a RAR archive"},
    {0, "\x93NUMPY"sv, "a NumPy array (.npy)"},
    {0, "\x89HDF\r\n"sv, "an HDF5 file"},
    {0, "\0\0\x08\x03"sv, "an IDX file of images, as MNIST comes"},
    {0, "\0\0\x08\x01"sv, "an IDX file of labels, as MNIST comes"},
    {0, "PAR1"sv, "a Parquet file"},
    {0, "SQLite format 3"sv, "an SQLite database"},
    {0,
     "\x7F"
     "ELF"sv,
     "a program"},
};

std::string_view as_text(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Spreadsheets are ZIP archives; the names inside stand uncompressed in the directory.
std::string_view name_zip(std::string_view text) {
  const auto holds = [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  if (holds("xl/workbook"sv)) return "an Excel workbook";
  if (holds("opendocument.spreadsheet"sv)) return "an OpenDocument spreadsheet";
  if (holds("word/document"sv)) return "a Word document";
  if (holds("Index/Document.iwa"sv)) return "a Numbers spreadsheet";
  if (holds(".npy"sv)) return "a NumPy archive (.npz)";
  return "a ZIP archive";
}

std::string_view name_markup(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  text.remove_prefix(start);
  const auto begins = [&](std::string_view prefix) {
    return text.size() >= prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), text.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  };
  if (begins("<!doctype html"sv) || begins("<html"sv)) return "a web page (HTML)";
  if (begins("<svg"sv)) return "an SVG image";
  if (begins("<?xml"sv)) return "an XML document";
  return {};
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

std::string_view name_binary_kind(std::span<const unsigned char> bytes) {
  const std::string_view text = as_text(bytes);
  for (const Magic& magic : kMagics) {
    if (text.size() > magic.offset && text.substr(magic.offset).starts_with(magic.bytes))
      return magic.name;
  }
  if (text.starts_with("PK\x03\x04"sv) || text.starts_with("PK\x05\x06"sv)) return name_zip(text);
  // "BM" alone could begin a text: the four reserved bytes of the header cannot.
  if (text.starts_with("BM"sv) && text.size() > 14 && text.substr(6, 4) == "\0\0\0\0"sv)
    return "a BMP image";
  if (const std::string_view markup = name_markup(text); !markup.empty()) return markup;
  if (!name_wide_encoding(bytes).empty()) return {};
  const auto is_control = [](unsigned char c) { return c < 0x20 && !(c >= '\t' && c <= '\r'); };
  return std::any_of(bytes.begin(), bytes.end(), is_control) ? "binary data" : std::string_view();
}

}  // namespace second_opinion
