// The first step of setting a paragraph: its runs are cut into words, pieces of text between which
// a line may end, and measured in the paragraph's style. Where lines do end is decided elsewhere.
#pragma once

#include <string_view>
#include <vector>

#include "web/article/document/document.hpp"
#include "web/typography/line_breaker.hpp"

namespace second_opinion {

// How a paragraph looks. Sizes in CSS px.
struct ParagraphStyle {
  Face regular = Face::kText;
  Face italic = Face::kTextItalic;
  Face bold = Face::kTextBold;
  float size = 19;
  float leading = 29;  // line height in CSS px
  float tracking = 0;
  bool tabular = false;
  TextRole role = TextRole::kInk;       // of runs that have none of their own
  TextRole bold_role = TextRole::kInk;  // the same for bold ones
  Align align = Align::kLeft;
};

// The size of superscripts and subscripts, as a share of the size of the text around them.
inline constexpr float kRaisedSize = 0.68f;

// The part of one run that lies in one box. Its text points into the run, which must outlive it.
struct Fragment {
  int run = 0;
  std::string_view text;
  float width = 0;
};

// The words of a paragraph: boxes[i] consists of the fragments [first[i], first[i + 1]).
struct WordBoxes {
  std::vector<BreakBox> boxes;
  std::vector<Fragment> fragments;
  std::vector<std::size_t> first;
};

// What one run of the paragraph looks like: its face and size. The colour is not set.
TextStyle run_style(const Run& run, const ParagraphStyle& style);

// A box wider than `limit` (CSS px) is cut between characters.
WordBoxes cut_into_boxes(const Fonts& fonts, const std::vector<Run>& runs,
                         const ParagraphStyle& style, float limit);

}  // namespace second_opinion
