// Runs of mixed styles → lines of placed text: paragraphs, headings, captions,
// table cells. Cuts runs into word boxes, breaks lines, sets them.
#pragma once

#include <vector>

#include "web/article/document.hpp"
#include "web/article/placement.hpp"
#include "web/article/word_boxes.hpp"

namespace second_opinion {

// The first lines make room for something at their left.
struct Indent {
  std::size_t lines = 0;
  float width = 0;
};

// Sets the runs from top_left into a column of this width, appends the pieces
// to out and returns the height. No line is wider than width.
float set_paragraph(const Fonts& fonts, const std::vector<Run>& runs, const ParagraphStyle& style,
                    ImVec2 top_left, float width, std::vector<PlacedText>& out,
                    const Indent& indent = {});

// What the runs need at least (the longest word) and at most (all on one line).
struct TextExtent {
  float narrowest = 0;
  float widest = 0;
};
TextExtent measure_runs(const Fonts& fonts, const std::vector<Run>& runs,
                        const ParagraphStyle& style);

// Of the line in which a raised piece stands.
float line_baseline(const PlacedText& raised);

// From the top of a line of this height to its baseline.
float baseline_offset(const Fonts& fonts, Face face, float size, float leading);

}  // namespace second_opinion
