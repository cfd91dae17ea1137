// Decides where the lines of a paragraph end, in the manner of Knuth and Plass ("Breaking
// Paragraphs into Lines", 1981), for text that is ragged on the right: all breaks are chosen
// together, so that the rag is even and the last line is no single word. Knows widths only.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace second_opinion {

// A word, with the space that follows it unless a line ends there. A box with
// no space after it may still be followed by a break: "well-" "known".
struct BreakBox {
  float width = 0;
  float space = 0;
  bool forced = false;  // the line ends after this box
  float penalty = 0;    // of a break after this box, in units of a line's squared emptiness
};

// How wide the lines may be. The first ones may be narrower, beside a drop cap.
struct LineWidths {
  float width = 0;
  std::size_t narrow_lines = 0;
  float narrow_width = 0;

  float of(std::size_t line) const { return line < narrow_lines ? narrow_width : width; }
};

// Gives, for each line, one past its last box. A box wider than the line gets a line of
// its own; the caller cuts such boxes beforehand if it must.
std::vector<std::size_t> break_lines(std::span<const BreakBox> boxes, const LineWidths& widths);
inline std::vector<std::size_t> break_lines(std::span<const BreakBox> boxes, float width) {
  return break_lines(boxes, LineWidths{width});
}

}  // namespace second_opinion
