// Text from outside as UTF-8: is it valid, which characters does it hold, and how is it quoted in a
// message. The only place that decodes UTF-8; converts nothing and knows no other encoding.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace second_opinion {

// What stands for bytes that are no UTF-8.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// One code point at the start of text, and how many bytes it takes; size 0 when
// there is none: cut short, overlong, a surrogate, beyond U+10FFFF.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;
};
CodePoint read_code_point(std::string_view text);

// The character at text[position], position moved behind it. A byte that begins no character is
// skipped by itself and gives kReplacementCharacter.
char32_t next_character(std::string_view text, std::size_t& position);

// Offset of the first byte that is not UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

// Cut to `limit` characters, with … for the rest; invisible characters and
// those that reorder text written as <U+00A0>, bytes that are no UTF-8 as <FF>.
std::string printable(std::string_view text, int limit);

}  // namespace second_opinion
