// Where everything of the article stands at one page width, in document
// coordinates (CSS px). Colours are roles, so that the theme may change without
// a new layout. Computes places; draws nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "web/article/document/document.hpp"
#include "web/article/layout/page_grid.hpp"
#include "web/article/typesetting/placement.hpp"
#include "web/canvas/page_canvas.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/host/layout_json.hpp"

namespace second_opinion {

// Left free above the title, in CSS px, for the masthead.
inline constexpr float kTopSpace = 64;

// One block of the document, with the texts and boxes that belong to it.
struct PlacedBlock {
  int block = 0;                              // index into Document::blocks
  Rect extent;                                // everything of it, to decide whether it is visible
  std::size_t first_text = 0, last_text = 0;  // [first, last) of PageLayout::texts
  std::size_t first_box = 0, last_box = 0;
  std::size_t first_part = 0, last_part = 0;  // of PageLayout::parts
  int figure = -1;                            // index among the figures
  std::string figure_id;
  Rect figure_place;
};

struct PageLayout {
  float width = 0;
  float height = 0;
  PageGrid grid;
  std::vector<PlacedText> texts;
  std::vector<TextPart> parts;  // in the order in which they are read
  std::vector<PlacedBox> boxes;
  std::vector<PlacedBlock> blocks;
  std::vector<PlacedBlock> notes;  // in the margin; block: the one that calls
  std::vector<Anchor> anchors;     // y ascends
};

// The document at this page width (CSS px). figures: one for each figure block, in order; they are
// measured.
PageLayout lay_out(const Document& document, const std::vector<std::unique_ptr<Figure>>& figures,
                   const Fonts& fonts, float page_width);

}  // namespace second_opinion
