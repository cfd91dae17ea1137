// Decoding as table 3-7 of the Unicode standard defines it, and quoting.
#include "core/base/utf8.hpp"

#include <cstdio>

namespace second_opinion {
namespace {

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x61C ||
         (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x206F) || c == 0x3000 || (c >= 0xFE00 && c <= 0xFE0F) ||
         c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFB) || c >= 0xE0000;
}

}  // namespace

CodePoint read_code_point(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return {};
  char32_t value = first & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(i) & 0x3F);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, size};
}

char32_t next_character(std::string_view text, std::size_t& position) {
  const CodePoint point = read_code_point(text.substr(position));
  position += point.size == 0 ? 1 : point.size;
  return point.size == 0 ? kReplacementCharacter : point.value;
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = read_code_point(text.substr(at));
    if (point.size == 0) return at;
    at += point.size;
  }
  return std::string_view::npos;
}

std::string printable(std::string_view text, int limit) {
  std::string result;
  for (int count = 0; !text.empty(); ++count) {
    if (count == limit) return result + "…";
    const CodePoint point = read_code_point(text);
    char code[16] = "";
    if (point.size == 0) {
      std::snprintf(code, sizeof code, "<%02X>",
                    static_cast<unsigned>(static_cast<unsigned char>(text.front())));
    } else if (is_invisible(point.value) && point.value != ' ') {
      std::snprintf(code, sizeof code, "<U+%04X>", static_cast<unsigned>(point.value));
    }
    if (code[0] != '\0')
      result += code;
    else
      result += text.substr(0, point.size);
    text.remove_prefix(point.size == 0 ? 1 : point.size);
  }
  return result;
}

}  // namespace second_opinion
