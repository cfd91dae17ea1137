// Goes through the text once. Errors are collected, so that one build tells them all.
#include "web/article/placeholders.hpp"

#include <algorithm>

namespace second_opinion {

Result<std::string, std::string> fill_placeholders(std::string_view text,
                                                   const PlaceholderSource& source) {
  std::string result;
  std::string errors;
  std::size_t position = 0;
  while (true) {
    const std::size_t open = text.find("{{", position);
    result += text.substr(position, open == std::string_view::npos ? open : open - position);
    if (open == std::string_view::npos) break;
    const auto line = std::to_string(
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(open), '\n'));
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) {
      errors += "article.md line " + line + ": {{ without }}\n";
      break;
    }
    std::string placeholder(text.substr(open + 2, close - open - 2));
    std::erase(placeholder, '\\');  // in tables authors write \|
    const auto value = source(placeholder);
    if (value) {
      result += value.value();
    } else {
      errors += "article.md line " + line + ": " + value.error() + "\n";
    }
    position = close + 2;
  }
  if (!errors.empty()) return Failure{errors};
  return result;
}

}  // namespace second_opinion
