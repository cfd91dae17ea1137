// Reads metrics.bin, which is little-endian: "SOFM", u32 version 2, u32 faces; then for each face
//   u16 units per em, i16 ascent, i16 descent, i16 cap height, i16 x height,
//   u16 characters, u16 left classes, u16 right classes,
//   u16 code[characters], rising, u16 advance[characters],
//   u8 left class[characters], u8 right class[characters],
//   i8 kern[left classes × right classes], in 1/500 em.
#include "web/typography/font_metrics.hpp"

#include <algorithm>

#include "core/base/byte_stream.hpp"

namespace second_opinion {
namespace {

constexpr std::uint32_t kVersion = 2;
constexpr std::uint32_t kMostFaces = 64;
constexpr float kKernSteps = 500;  // of an em

constexpr std::size_t kFaceHeaderBytes = 16;

std::int16_t signed_16(ByteReader& reader) {
  return static_cast<std::int16_t>(reader.u16());
}

bool all_below(const std::vector<std::uint8_t>& classes, std::size_t count) {
  return std::all_of(classes.begin(), classes.end(), [&](std::uint8_t c) { return c < count; });
}

// False when the bytes break off, or say what cannot be.
bool read_face(ByteReader& reader, FaceMetrics& face) {
  if (reader.left() < kFaceHeaderBytes) return false;
  face.units_per_em = reader.u16();
  face.ascent = signed_16(reader) / face.units_per_em;
  face.descent = signed_16(reader) / face.units_per_em;
  face.cap_height = signed_16(reader) / face.units_per_em;
  face.x_height = signed_16(reader) / face.units_per_em;
  const std::size_t glyphs = reader.u16();
  const std::size_t left_classes = reader.u16();
  face.right_classes = reader.u16();
  const std::size_t cells = left_classes * face.right_classes;
  // Looked at before anything is allocated: a broken file must not ask for gigabytes.
  if (face.units_per_em < 16 || glyphs == 0 || reader.left() < glyphs * 6 + cells) return false;
  face.codes.resize(glyphs);
  face.advances.resize(glyphs);
  face.left_class.resize(glyphs);
  face.right_class.resize(glyphs);
  face.kerning.resize(cells);
  for (std::uint16_t& code : face.codes) code = reader.u16();
  for (std::uint16_t& advance : face.advances) advance = reader.u16();
  for (std::uint8_t& left : face.left_class) left = reader.u8();
  for (std::uint8_t& right : face.right_class) right = reader.u8();
  for (std::int8_t& kern : face.kerning) kern = static_cast<std::int8_t>(reader.u8());
  return std::is_sorted(face.codes.begin(), face.codes.end()) &&
         all_below(face.left_class, left_classes) &&
         all_below(face.right_class, face.right_classes);
}

}  // namespace

std::size_t FaceMetrics::index_of(char32_t code) const {
  const auto found = std::lower_bound(codes.begin(), codes.end(), code);
  return found == codes.end() || *found != code ? codes.size()
                                                : static_cast<std::size_t>(found - codes.begin());
}

bool FaceMetrics::has(char32_t code) const {
  return index_of(code) < codes.size();
}

float FaceMetrics::advance(char32_t code) const {
  const std::size_t index = index_of(code);
  if (index == codes.size()) return code == U'?' ? 0.5f : advance(U'?');
  return static_cast<float>(advances[index]) / units_per_em;
}

float FaceMetrics::kern(char32_t left, char32_t right) const {
  const std::size_t from = index_of(left), to = index_of(right);
  if (from == codes.size() || to == codes.size()) return 0;
  return static_cast<float>(kerning[left_class[from] * right_classes + right_class[to]]) /
         kKernSteps;
}

Result<std::vector<FaceMetrics>, std::string> parse_font_metrics(
    std::span<const unsigned char> bytes) {
  ByteReader reader(bytes);
  if (reader.text(4) != "SOFM" || reader.left() < 8) {
    return Failure{
        std::string("fonts/metrics.bin is not a font metrics file; build the fonts again")};
  }
  if (const std::uint32_t version = reader.u32(); version != kVersion) {
    return Failure{"fonts/metrics.bin has version " + std::to_string(version) +
                   ", this page reads version 2; build the fonts again"};
  }
  const std::uint32_t count = reader.u32();
  std::vector<FaceMetrics> faces;
  for (std::uint32_t i = 0; i < count && i < kMostFaces; ++i) {
    faces.emplace_back();
    if (!read_face(reader, faces.back())) {
      return Failure{"fonts/metrics.bin breaks off or makes no sense in face " + std::to_string(i) +
                     "; build the fonts again"};
    }
  }
  if (reader.left() > 0)
    return Failure{
        std::string("fonts/metrics.bin goes on after its last face; build the fonts again")};
  return faces;
}

}  // namespace second_opinion
