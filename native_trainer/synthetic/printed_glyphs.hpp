// Letters and symbols in print as closed outlines, in three typefaces, each in four weights,
// upright and italic. The numbers are made from the page's font packages when the trainer is built
// (build_glyphs.py, which also says which characters are left out because they resemble digits).
#pragma once

#include <cstdint>

#include "native_trainer/synthetic/stroke_drawing.hpp"

namespace second_opinion {

enum class GlyphKind { kLetter, kSymbol };

std::uint32_t printed_faces();
std::uint32_t printed_glyphs(GlyphKind kind);  // in each face

// face < printed_faces(), glyph < printed_glyphs(kind). Closed polygons, y downwards, in em, the
// baseline at 0; a hole runs the other way round than what it is cut from.
std::vector<Stroke> printed_glyph(GlyphKind kind, std::uint32_t face, std::uint32_t glyph);

// What build_glyphs.py writes.
namespace glyph_data {
extern const int kFaces, kLetters, kSymbols;
extern const float kEm;          // the outlines' numbers per em
extern const int kStarts[];      // of each face's letters, then its symbols, in kOutlines
extern const short kOutlines[];  // contours' count, then for each its points' count, x, y, x, y …
}  // namespace glyph_data

}  // namespace second_opinion
