// metrics.bin, little-endian: "SOFM", u32 version 1, u32 faces; then per face
//   u16 units per em, i16 ascent, i16 descent, i16 cap height, i16 x height, i16 0,
//   u32 characters, u32 pairs, characters × (u16 code, u16 advance), sorted by code,
//   u16 left[pairs], u16 right[pairs], i16 kern[pairs], sorted by left, then right.
#include "web/typography/font_metrics.hpp"

#include <algorithm>
#include <cstring>

namespace second_opinion {
namespace {

constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kMaxEntries = 65536;

// Reads forward; stays at the end and remembers that it fell short.
class Reader {
 public:
  explicit Reader(std::span<const unsigned char> bytes) : bytes_(bytes) {}
  std::uint16_t u16() {
    const auto b = take(2);
    return b.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(b[0] | b[1] << 8);
  }
  std::int16_t i16() { return static_cast<std::int16_t>(u16()); }
  std::uint32_t u32() {
    const std::uint32_t low = u16();
    return low | static_cast<std::uint32_t>(u16()) << 16;
  }
  bool short_of(std::size_t count) const { return bytes_.size() < count; }
  bool failed() const { return failed_; }
  bool done() const { return bytes_.empty() && !failed_; }

 private:
  std::span<const unsigned char> take(std::size_t count) {
    if (short_of(count)) {
      failed_ = true;
      bytes_ = {};
      return {};
    }
    const auto result = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return result;
  }
  std::span<const unsigned char> bytes_;
  bool failed_ = false;
};

bool read_pairs(Reader& reader, std::size_t count, FaceMetrics& face) {
  if (count > kMaxEntries || reader.short_of(count * 6)) return false;
  face.kerning.resize(count);
  for (KerningPair& pair : face.kerning) pair.key = static_cast<std::uint32_t>(reader.u16()) << 16;
  for (KerningPair& pair : face.kerning) pair.key |= reader.u16();
  for (KerningPair& pair : face.kerning) pair.units = reader.i16();
  return std::is_sorted(face.kerning.begin(), face.kerning.end(),
                        [](const KerningPair& a, const KerningPair& b) { return a.key < b.key; });
}

bool read_face(Reader& reader, FaceMetrics& face) {
  face.units_per_em = reader.u16();
  face.ascent = reader.i16() / face.units_per_em;
  face.descent = reader.i16() / face.units_per_em;
  face.cap_height = reader.i16() / face.units_per_em;
  face.x_height = reader.i16() / face.units_per_em;
  reader.i16();
  const std::size_t glyphs = reader.u32();
  const std::size_t pairs = reader.u32();
  if (reader.failed() || face.units_per_em < 16 || glyphs == 0 || glyphs > kMaxEntries || reader.short_of(glyphs * 4))
    return false;
  for (std::size_t i = 0; i < glyphs; ++i) {
    face.codes.push_back(reader.u16());
    face.advances.push_back(reader.u16());
  }
  return std::is_sorted(face.codes.begin(), face.codes.end()) && read_pairs(reader, pairs, face);
}

}  // namespace

bool FaceMetrics::has(char32_t code) const {
  return code <= 0xFFFF && std::binary_search(codes.begin(), codes.end(), static_cast<std::uint16_t>(code));
}

float FaceMetrics::advance(char32_t code) const {
  const auto found = code > 0xFFFF ? codes.end() : std::lower_bound(codes.begin(), codes.end(), static_cast<std::uint16_t>(code));
  if (found == codes.end() || *found != code) return code == U'?' ? 0.5f : advance(U'?');
  return static_cast<float>(advances[static_cast<std::size_t>(found - codes.begin())]) / units_per_em;
}

float FaceMetrics::kern(char32_t left, char32_t right) const {
  if (kerning.empty() || left > 0xFFFF || right > 0xFFFF) return 0;
  const std::uint32_t key = static_cast<std::uint32_t>(left) << 16 | static_cast<std::uint32_t>(right);
  const auto found = std::lower_bound(kerning.begin(), kerning.end(), key,
                                      [](const KerningPair& pair, std::uint32_t wanted) { return pair.key < wanted; });
  return found == kerning.end() || found->key != key ? 0 : static_cast<float>(found->units) / units_per_em;
}

Result<std::vector<FaceMetrics>, std::string> parse_font_metrics(std::span<const unsigned char> bytes) {
  if (bytes.size() < 12 || std::memcmp(bytes.data(), "SOFM", 4) != 0) {
    return Failure{std::string("fonts/metrics.bin is not a font metrics file; build the fonts again")};
  }
  Reader reader(bytes.subspan(4));
  if (const std::uint32_t version = reader.u32(); version != kVersion) {
    return Failure{"fonts/metrics.bin has version " + std::to_string(version) +
                   ", this page reads version 1; build the fonts again"};
  }
  const std::uint32_t count = reader.u32();
  std::vector<FaceMetrics> faces;
  for (std::uint32_t i = 0; i < count && i < 64; ++i) {
    faces.emplace_back();
    if (!read_face(reader, faces.back())) {
      return Failure{"fonts/metrics.bin breaks off or is unsorted in face " + std::to_string(i) + "; build the fonts again"};
    }
  }
  if (!reader.done()) return Failure{std::string("fonts/metrics.bin goes on after its last face; build the fonts again")};
  return faces;
}

char32_t next_character(std::string_view text, std::size_t& position) {
  constexpr char32_t kBroken = 0xFFFD;
  const unsigned char first = static_cast<unsigned char>(text[position++]);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || first > 0xF4) return kBroken;
  char32_t code = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    if (position >= text.size() || (static_cast<unsigned char>(text[position]) & 0xC0) != 0x80) return kBroken;
    code = code << 6 | (static_cast<unsigned char>(text[position++]) & 0x3F);
  }
  return code;
}

}  // namespace second_opinion
