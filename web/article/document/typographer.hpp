// Straight quotes, double hyphens and three dots → the marks a typesetter uses;
// the spaces in “28 × 28” and “99 %” → narrow ones at which no line ends.
#pragma once

#include <string>
#include <string_view>

namespace second_opinion {

// Remembers the last character, because a quotation may open in one style and
// close in another. reset() at the start of every paragraph.
class Typographer {
 public:
  void reset() { previous_ = ' '; }
  std::string polish(std::string_view text);
  void saw(char last) { previous_ = last; }  // text that was left as it is: code

 private:
  char previous_ = ' ';
};

}  // namespace second_opinion
