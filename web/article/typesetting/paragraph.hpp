// Runs of mixed styles → lines of placed text: paragraphs, headings, captions,
// table cells. Cuts runs into word boxes, breaks lines, sets them.
#pragma once

#include <vector>

#include "web/article/document/document.hpp"
#include "web/article/typesetting/placement.hpp"
#include "web/article/typesetting/word_boxes.hpp"

namespace second_opinion {

// The first lines of a paragraph may make room for something at their left, such as a drop cap.
struct Indent {
  std::size_t lines = 0;
  float width = 0;
};

// Sets the runs from top_left into a column of this width, appends the pieces
// to out and returns the height. No line is wider than width.
float set_paragraph(const Fonts& fonts, const std::vector<Run>& runs, const ParagraphStyle& style,
                    ImVec2 top_left, float width, std::vector<PlacedText>& out,
                    const Indent& indent = {});

// How wide the runs must be at least, for their longest word, and may be at most, all on one line.
struct TextExtent {
  float narrowest = 0;
  float widest = 0;
};
TextExtent measure_runs(const Fonts& fonts, const std::vector<Run>& runs,
                        const ParagraphStyle& style);

// The baseline of the line in which a raised piece, such as the call of a note, stands.
float line_baseline(const PlacedText& raised);

// How far below the top of a line of this height (`leading`, CSS px) its baseline lies.
float baseline_offset(const Fonts& fonts, Face face, float size, float leading);

}  // namespace second_opinion
