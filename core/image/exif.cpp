// EXIF is a little TIFF file inside a segment of a JPEG (APP1) or a chunk of a PNG (eXIf). Offsets
// come from outside: every read is checked against the end.
#include "core/image/exif.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace second_opinion {
namespace {

using namespace std::string_view_literals;
using Bytes = std::span<const unsigned char>;

// Unsigned numbers in either order of bytes; nothing beyond the end.
struct Reader {
  Bytes bytes;
  bool little_endian = false;

  std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
    if (at > bytes.size() || size > bytes.size() - at) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = value << 8 | bytes[at + (little_endian ? size - 1 - i : i)];
    return value;
  }
};

bool begins(Bytes bytes, std::string_view prefix) {
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())
      .starts_with(prefix);
}

int orientation_in_tiff(Bytes tiff) {
  constexpr std::size_t kEntryBytes = 12;
  constexpr std::uint32_t kOrientation = 0x0112;
  const bool little = begins(tiff, "II*\0"sv);
  if (!little && !begins(tiff, "MM\0*"sv)) return 1;
  const Reader reader{tiff, little};
  const auto directory = reader.number(4, 4);
  if (!directory) return 1;
  const auto entries = reader.number(*directory, 2);
  if (!entries) return 1;
  for (std::size_t i = 0; i < *entries; ++i) {
    const std::size_t entry = std::size_t{*directory} + 2 + i * kEntryBytes;
    const auto tag = reader.number(entry, 2), value = reader.number(entry + 8, 2);
    if (!tag || !value) return 1;
    if (*tag == kOrientation) return *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
  }
  return 1;
}

int orientation_in_jpeg(Bytes file) {
  constexpr std::uint32_t kApplication1 = 0xFFE1, kScan = 0xFFDA;
  constexpr std::string_view kExif = "Exif\0\0"sv;
  const Reader reader{file};
  for (std::size_t at = 2;;) {
    const auto marker = reader.number(at, 2), length = reader.number(at + 2, 2);
    if (!marker || !length || *marker < 0xFF00 || *marker == kScan || *length < 2) return 1;
    if (*length > file.size() - at - 2) return 1;
    const Bytes body = file.subspan(at + 4, *length - 2);
    if (*marker == kApplication1 && begins(body, kExif))
      return orientation_in_tiff(body.subspan(kExif.size()));
    at += 2 + *length;
  }
}

int orientation_in_png(Bytes file) {
  constexpr std::size_t kSignature = 8, kHead = 8, kChecksum = 4;
  const Reader reader{file};
  for (std::size_t at = kSignature;;) {
    const auto length = reader.number(at, 4);
    if (!length || file.size() - at < kHead || *length > file.size() - at - kHead) return 1;
    const Bytes body = file.subspan(at + kHead, *length);
    if (begins(file.subspan(at + 4), "eXIf"sv)) return orientation_in_tiff(body);
    at += kHead + *length + kChecksum;
  }
}

}  // namespace

int exif_orientation(Bytes file) {
  if (begins(file, "\xFF\xD8"sv)) return orientation_in_jpeg(file);
  if (begins(file, "\x89PNG\r\n\x1A\n"sv)) return orientation_in_png(file);
  return 1;
}

}  // namespace second_opinion
