// Words and ids of a document, which its parser and its printers share.
#include "web/article/document/document.hpp"

namespace second_opinion {

std::string plain_text(const std::vector<Run>& runs) {
  std::string result;
  for (const Run& run : runs) result += run.line_break ? std::string(" ") : run.text;
  return result;
}

std::string heading_slug(std::string_view title) {
  std::string slug;
  for (const char c : title) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (c >= 'A' && c <= 'Z') {
      slug += static_cast<char>(c - 'A' + 'a');
    } else if (letter) {
      slug += c;
    } else if ((c == ' ' || c == '-') && !slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  if (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace second_opinion
