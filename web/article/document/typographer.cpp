// Decides by one character before and a few after. It knows no grammar and no language.
#include "web/article/document/typographer.hpp"

namespace second_opinion {
namespace {

bool opens(char previous) {
  return previous == ' ' || previous == '(' || previous == '[' || previous == '\n' ||
         previous == '\x14';
}

constexpr std::string_view kNarrowSpace = "\u202f";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// “a tidy 7.”: a lone digit does not begin a line.
bool binds_digit(char previous, std::string_view rest) {
  if (!rest.starts_with(" ") || rest.size() < 2 || !is_letter(previous) || !is_digit(rest[1]))
    return false;
  return rest.size() == 2 || rest[2] == ',' || rest[2] == '.' || rest[2] == ';' || rest[2] == ':' ||
         rest[2] == '?' || rest[2] == ' ';
}

// A space between a number and its sign: before × and %, after ×.
bool binds(char previous, std::string_view rest) {
  if (!rest.starts_with(" ")) return false;
  rest.remove_prefix(1);
  if (is_digit(previous) && (rest.starts_with("×") || rest.starts_with("%"))) return true;
  return previous == "×"[1] && !rest.empty() && is_digit(rest[0]);  // the last byte of ×
}

}  // namespace

std::string Typographer::polish(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = text.substr(i);
    if (binds_digit(previous_, rest)) {
      result += "\u00a0";
      previous_ = ' ';
      continue;
    }
    if (binds(previous_, rest)) {
      result += kNarrowSpace;
      previous_ = ' ';
      continue;
    }
    if (rest.starts_with("---") || rest.starts_with("--")) {
      const bool em = rest.starts_with("---");
      result += em ? "—" : "–";
      i += em ? 2 : 1;
      previous_ = '\x14';
      continue;
    }
    if (rest.starts_with("...")) {
      result += "…";
      i += 2;
    } else if (c == '"') {
      result += opens(previous_) ? "“" : "”";
    } else if (c == '\'') {
      result += opens(previous_) ? "‘" : "’";
    } else {
      result += c;
    }
    previous_ = text[i];
  }
  return result;
}

}  // namespace second_opinion
