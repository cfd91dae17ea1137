// Reads the numbers that build_glyphs.py wrote.
#include "native_trainer/synthetic/printed_glyphs.hpp"

#include <cassert>

namespace second_opinion {

std::uint32_t printed_faces() {
  return static_cast<std::uint32_t>(glyph_data::kFaces);
}

std::uint32_t printed_glyphs(GlyphKind kind) {
  return static_cast<std::uint32_t>(kind == GlyphKind::kLetter ? glyph_data::kLetters
                                                               : glyph_data::kSymbols);
}

std::vector<Stroke> printed_glyph(GlyphKind kind, std::uint32_t face, std::uint32_t glyph) {
  assert(face < printed_faces() && glyph < printed_glyphs(kind));
  const std::uint32_t letters = printed_glyphs(GlyphKind::kLetter),
                      in_face = letters + printed_glyphs(GlyphKind::kSymbol);
  const std::uint32_t place = face * in_face + (kind == GlyphKind::kLetter ? 0 : letters) + glyph;
  const short* next = glyph_data::kOutlines + glyph_data::kStarts[place];
  std::vector<Stroke> outline(static_cast<std::size_t>(*next++));
  for (Stroke& contour : outline) {
    contour.resize(static_cast<std::size_t>(*next++));
    for (Point& point : contour) {
      point.x = static_cast<float>(*next++) / glyph_data::kEm;
      point.y = static_cast<float>(*next++) / glyph_data::kEm;
    }
  }
  return outline;
}

}  // namespace second_opinion
