// Runs → words: pieces of text between which a line may end, with their widths.
// Used by paragraph.cpp only.
#pragma once

#include <string_view>
#include <vector>

#include "web/article/paragraph.hpp"
#include "web/typography/line_breaker.hpp"

namespace second_opinion {

inline constexpr float kRaisedSize = 0.68f;  // of super- and subscripts, of the text's size

// Part of one run inside one box. The text points into the run.
struct Fragment {
  int run = 0;
  std::string_view text;
  float width = 0;
};

// boxes[i] consists of fragments [first[i], first[i + 1]).
struct WordBoxes {
  std::vector<BreakBox> boxes;
  std::vector<Fragment> fragments;
  std::vector<std::size_t> first;
};

TextStyle run_style(const Run& run, const ParagraphStyle& style);

// A box wider than limit is cut between characters.
WordBoxes cut_into_boxes(const Fonts& fonts, const std::vector<Run>& runs,
                         const ParagraphStyle& style, float limit);

}  // namespace second_opinion
