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

// Where a paragraph is set, and what it is a part of: the pieces of text go to `texts`, and one
// part that holds them to `parts`.
struct PartPlace {
  PartKind kind = PartKind::kText;
  ImVec2 top_left;
  float width = 0;
  int row = 0;  // of a cell
};
float set_part(const Fonts& fonts, const std::vector<Run>& runs, const ParagraphStyle& style,
               const PartPlace& place, std::vector<PlacedText>& texts,
               std::vector<TextPart>& parts);

// The part that holds all texts from index first_text on.
TextPart part_from(const Fonts& fonts, std::size_t first_text, const std::vector<PlacedText>& texts,
                   const ParagraphStyle& style, const PartPlace& place);

// How wide the runs must be at least, for their longest word, and may be at most, all on one line.
struct TextExtent {
  float narrowest = 0;
  float widest = 0;
};
TextExtent measure_runs(const Fonts& fonts, const std::vector<Run>& runs,
                        const ParagraphStyle& style);

// How far below the top of a line of this height (`leading`, CSS px) its baseline lies.
float baseline_offset(const Fonts& fonts, Face face, float size, float leading);

}  // namespace second_opinion
