// A walk over a JPEG's segments and a PNG's chunks, as far as stb_image 2.27 goes.
#include "core/image/decoder_guard.hpp"

#include <cstddef>
#include <cstring>

namespace second_opinion {
namespace {

using Bytes = std::span<const unsigned char>;

// Whether the first IDAT chunk holds nothing: stb_image would then hand memcpy a null pointer.
bool begins_with_no_data(Bytes png) {
  constexpr std::size_t kSignature = 8, kHead = 8,
                        kChecksum = 4;  // a chunk's head: its length and name
  for (std::size_t at = kSignature; at + kHead <= png.size();) {
    const std::size_t length = std::size_t{png[at]} << 24 | std::size_t{png[at + 1]} << 16 |
                               std::size_t{png[at + 2]} << 8 | png[at + 3];
    if (std::memcmp(&png[at + 4], "IDAT", 4) == 0) return length == 0;
    if (length > png.size() - at - kHead) return false;
    at += kHead + length + kChecksum;
  }
  return false;
}

// bytes: from the first table of a segment of Huffman tables to the end of the file; length: of the
// segment's tables, which the last one may exceed. stb_image 2.27 has room for 256 codes in each
// table and does not count them.
bool holds_long_table(Bytes bytes, std::size_t length) {
  constexpr std::size_t kLengths = 16, kMostCodes = 256;
  for (std::size_t at = 0; at < length && at < bytes.size();) {
    std::size_t codes = 0;  // beyond the end stb_image reads zeros
    for (std::size_t i = 1; i <= kLengths && at + i < bytes.size(); ++i) codes += bytes[at + i];
    if (codes > kMostCodes) return true;
    at += 1 + kLengths + codes;
  }
  return false;
}

// Segments are skipped by their length until the first scan. From there on any marker counts, for
// a decoder that stops early in a scan goes on with the next one it finds.
bool has_long_table(Bytes jpeg) {
  constexpr unsigned char kTables = 0xC4, kScan = 0xDA, kFirstAlone = 0xD0, kLastAlone = 0xD8;
  bool in_scans = false;
  for (std::size_t at = 0; at + 4 <= jpeg.size();) {
    const unsigned char marker = jpeg[at + 1];
    if (jpeg[at] != 0xFF || marker == 0xFF || marker == 0 ||
        (marker >= kFirstAlone && marker <= kLastAlone)) {
      ++at;
      continue;
    }
    const std::size_t length = std::size_t{jpeg[at + 2]} << 8 | jpeg[at + 3];
    if (marker == kTables && length > 2 && holds_long_table(jpeg.subspan(at + 4), length - 2))
      return true;
    in_scans = in_scans || marker == kScan;
    at += in_scans ? 2 : 2 + length;
  }
  return false;
}

}  // namespace

bool is_safe_to_decode(Bytes file) {
  if (file.size() < 4) return true;
  if (file[0] == 0xFF) return !has_long_table(file);  // stb_image skips any number of these
  if (std::memcmp(file.data(), "\x89PNG", 4) == 0) return !begins_with_no_data(file);
  return true;
}

}  // namespace second_opinion
