// Advances, heights and kerning of the page's faces, read from metrics.bin,
// which build_fonts.py writes beside the TTFs. Pure numbers: no ImGui, no glyph
// pictures, so that layout does not depend on what has been rasterised.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace second_opinion {

// The page's typefaces, in the order of their records in metrics.bin.
enum class Face : unsigned char {
  kText,
  kTextItalic,
  kTextBold,
  kSans,
  kSansBold,
  kMono,
  kDisplay
};
inline constexpr int kFaceCount = 7;

struct FaceMetrics {
  float units_per_em = 1000;
  float ascent = 0;
  float descent = 0;  // positive
  float cap_height = 0;
  float x_height = 0;
  std::vector<std::uint16_t> codes;  // sorted
  std::vector<std::uint16_t> advances;
  // Characters that are kerned alike are one class, on the left of a pair and on its right; one
  // entry per code.
  std::vector<std::uint8_t> left_class;
  std::vector<std::uint8_t> right_class;
  std::vector<std::int8_t> kerning;  // left classes × right classes, in 1/500 em
  std::size_t right_classes = 0;

  bool has(char32_t code) const;
  float advance(char32_t code) const;  // in em; that of "?" when the face lacks the character
  float kern(char32_t left, char32_t right) const;  // in em

 private:
  std::size_t index_of(char32_t code) const;  // in codes; codes.size(): none
};

// One record for each face, in the order of Face. The error says what is wrong with the file.
Result<std::vector<FaceMetrics>, std::string> parse_font_metrics(
    std::span<const unsigned char> bytes);

// The code of the tabular "0": build_fonts.py stores the ten figures of equal width, which Unicode
// does not know, from here on among the codes for private use.
inline constexpr char32_t kTabularZero = 0xE030;

}  // namespace second_opinion
