// Magic bytes, the names in a ZIP archive's directory, and how Netpbm's files and markup begin.
#include "core/base/file_sort.hpp"

#include <algorithm>
#include <cstddef>

namespace second_opinion {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  NamedFile file;
};

constexpr Magic kMagics[] = {
    {0, "\x89PNG\r\n"sv, {"a PNG image", FileSort::kPicture}},
    {0, "\xFF\xD8\xFF"sv, {"a JPEG image", FileSort::kPicture}},
    {0, "GIF8"sv, {"a GIF image", FileSort::kPicture}},
    {0, "II*\0"sv, {"a TIFF image", FileSort::kPicture}},
    {0, "MM\0*"sv, {"a TIFF image", FileSort::kPicture}},
    {8, "WEBPVP8"sv, {"a WebP image", FileSort::kPicture}},
    {4, "ftypheic"sv, {"an HEIC image", FileSort::kPicture}},
    {4, "ftypheix"sv, {"an HEIC image", FileSort::kPicture}},
    {4, "ftypmif1"sv, {"an HEIC image", FileSort::kPicture}},
    {4, "ftypavif"sv, {"an AVIF image", FileSort::kPicture}},
    {4, "JXL \r\n"sv, {"a JPEG XL image", FileSort::kPicture}},
    {4, "ftypqt"sv, {"a video", FileSort::kOther}},
    {4, "ftypmp4"sv, {"a video", FileSort::kOther}},
    {4, "ftypisom"sv, {"a video", FileSort::kOther}},
    {0, "%PDF-"sv, {"a PDF document", FileSort::kOther}},
    {0, "{\\rtf"sv, {"a rich text document", FileSort::kOther}},
    {0,
     "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
     {"an old Excel workbook (.xls)", FileSort::kWorkbook}},
    {0, "\x1F\x8B"sv, {"a gzip archive", FileSort::kArchive}},
    {0, "BZh91AY"sv, {"a bzip2 archive", FileSort::kArchive}},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     {"an xz archive", FileSort::kArchive}},
    {0, "\x28\xB5\x2F\xFD"sv, {"a Zstandard archive", FileSort::kArchive}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"a 7z archive", FileSort::kArchive}},
    {0, "Rar!\x1A\x07"sv, {"a RAR archive", FileSort::kArchive}},
    {0, "\x93NUMPY"sv, {"a NumPy array (.npy)", FileSort::kArray}},
    {0, "\x89HDF\r\n"sv, {"an HDF5 file", FileSort::kOther}},
    {0, "\0\0\x08\x03"sv, {"an IDX file of images, as MNIST comes", FileSort::kPicture}},
    {0, "\0\0\x08\x01"sv, {"an IDX file of labels, as MNIST comes", FileSort::kOther}},
    {0, "PAR1"sv, {"a Parquet file", FileSort::kOther}},
    {0, "SQLite format 3"sv, {"an SQLite database", FileSort::kOther}},
    {0,
     "\x7F"
     "ELF"sv,
     {"a program", FileSort::kOther}},
};

// Spreadsheets are ZIP archives; the names inside stand uncompressed in the directory.
NamedFile zip_name(std::string_view text) {
  const auto holds = [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  if (holds("xl/workbook"sv)) return {"an Excel workbook", FileSort::kWorkbook};
  if (holds("opendocument.spreadsheet"sv))
    return {"an OpenDocument spreadsheet", FileSort::kWorkbook};
  if (holds("word/document"sv)) return {"a Word document", FileSort::kOther};
  if (holds("Index/Document.iwa"sv)) return {"a Numbers spreadsheet", FileSort::kWorkbook};
  if (holds(".npy"sv)) return {"a NumPy archive (.npz)", FileSort::kArray};
  return {"a ZIP archive", FileSort::kArchive};
}

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view without_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kBlanks), text.size()));
}

// P1 to P6, then blanks and comments, then the width; 1 to 3 are text. A header of columns P1, P2,
// … has no number there.
std::optional<NamedFile> netpbm_name(std::string_view text) {
  constexpr NamedFile kKinds[] = {{"a PBM image as text", FileSort::kPictureAsText},
                                  {"a PGM image as text", FileSort::kPictureAsText},
                                  {"a PPM image as text", FileSort::kPicture},
                                  {"a PBM image", FileSort::kPicture},
                                  {"a PGM image", FileSort::kPicture},
                                  {"a PPM image", FileSort::kPicture}};
  if (text.size() < 4 || text[0] != 'P' || text[1] < '1' || text[1] > '6') return std::nullopt;
  if (kBlanks.find(text[2]) == std::string_view::npos) return std::nullopt;
  std::string_view rest = without_blanks(text.substr(2));
  while (rest.starts_with('#'))
    rest = without_blanks(rest.substr(std::min(rest.find_first_of("\r\n"), rest.size())));
  if (rest.empty() || rest[0] < '0' || rest[0] > '9') return std::nullopt;
  return kKinds[text[1] - '1'];
}

std::optional<NamedFile> markup_name(std::string_view text) {
  text = without_blanks(text);
  const auto begins = [&](std::string_view prefix) {
    return text.size() >= prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), text.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  };
  if (begins("<!doctype html"sv) || begins("<html"sv))
    return NamedFile{"a web page (HTML)", FileSort::kOther};
  if (begins("<svg"sv)) return NamedFile{"an SVG image", FileSort::kPicture};
  if (begins("<?xml"sv)) return NamedFile{"an XML document", FileSort::kOther};
  return std::nullopt;
}

}  // namespace

std::optional<NamedFile> recognize_file(std::span<const unsigned char> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  for (const Magic& magic : kMagics) {
    if (text.size() > magic.offset && text.substr(magic.offset).starts_with(magic.bytes))
      return magic.file;
  }
  if (text.starts_with("PK\x03\x04"sv) || text.starts_with("PK\x05\x06"sv)) return zip_name(text);
  // "BM" alone could begin a text: the four reserved bytes of the header cannot.
  if (text.starts_with("BM"sv) && text.size() > 14 && text.substr(6, 4) == "\0\0\0\0"sv)
    return NamedFile{"a BMP image", FileSort::kPicture};
  if (const auto picture = netpbm_name(text)) return picture;
  return markup_name(text);
}

}  // namespace second_opinion
