// Finds the cheapest way through all possible breaks. A line costs the square of the share of it
// that stays empty, with surcharges for what the eye dislikes.
#include "web/typography/line_breaker.hpp"

#include <algorithm>
#include <limits>

namespace second_opinion {
namespace {

constexpr float kTolerance = 0.01f;      // rounding of sums, in px
constexpr float kLonelyWord = 0.15f;     // one word alone on the last line
constexpr float kShortLastLine = 0.03f;  // last line under a fifth of the width
constexpr float kExtraLine = 0.004f;     // of two equal rags, the shorter paragraph

struct Line {
  std::size_t first, last;  // boxes [first, last)
  float width;
};

float cost_of(const Line& line, std::span<const BreakBox> boxes, float width) {
  const bool final_line = line.last == boxes.size();
  const float empty = std::max(0.0f, (width - line.width) / width);
  float cost = kExtraLine;
  if (final_line || boxes[line.last - 1].forced) {
    const bool whole_paragraph = line.first == 0;
    if (!whole_paragraph && line.last - line.first == 1) cost += kLonelyWord;
    if (!whole_paragraph && empty > 0.8f) cost += kShortLastLine;
    return cost;
  }
  return cost + empty * empty + boxes[line.last - 1].penalty;
}

}  // namespace

std::vector<std::size_t> break_lines(std::span<const BreakBox> boxes, const LineWidths& widths) {
  const std::size_t count = boxes.size();
  std::vector<float> best(count + 1, std::numeric_limits<float>::max());
  std::vector<std::size_t> from(count + 1, 0);
  std::vector<std::size_t> lines(count + 1, 0);  // on the best way there
  best[0] = 0;
  for (std::size_t first = 0; first < count; ++first) {
    const float width = widths.of(lines[first]);
    float line_width = 0;
    for (std::size_t last = first + 1; last <= count; ++last) {
      const BreakBox& box = boxes[last - 1];
      line_width += box.width;
      if (last - first > 1 && line_width > width + kTolerance) break;
      const float cost = best[first] + cost_of({first, last, line_width}, boxes, width);
      if (cost < best[last]) {
        best[last] = cost;
        from[last] = first;
        lines[last] = lines[first] + 1;
      }
      if (box.forced) break;
      line_width += box.space;
    }
  }
  std::vector<std::size_t> breaks;
  for (std::size_t at = count; at > 0; at = from[at]) breaks.push_back(at);
  std::reverse(breaks.begin(), breaks.end());
  return breaks;
}

}  // namespace second_opinion
