#include "web/article/typographer.hpp"

namespace second_opinion {
namespace {

bool opens(char previous) { return previous == ' ' || previous == '(' || previous == '[' || previous == '\n' || previous == '\x14'; }

}  // namespace

std::string Typographer::polish(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = text.substr(i);
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
