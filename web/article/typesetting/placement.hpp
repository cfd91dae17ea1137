// What a laid-out page is made of: pieces of text and plain rectangles, each at its place in the
// document (CSS px). Paragraphs, notes and tables append to lists of these; the page's layout keeps
// them. Colours are roles, so that the theme may change without a new layout.
#pragma once

#include <string>

#include "web/article/document/document.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// A piece of text in one style, on one line.
struct PlacedText {
  float x = 0;
  float y = 0;  // baseline
  float width = 0;
  TextStyle style;  // colour unset: see role
  TextRole role = TextRole::kInk;
  int link = -1;  // index into Document::links
  int note = 0;   // calls the note of this number; 0: does not
  std::string text;
};

enum class BoxKind : unsigned char { kHairline, kStrongRule, kQuoteBar, kCodeGround };

// A rectangle that is filled in the colour of its kind.
struct PlacedBox {
  BoxKind kind = BoxKind::kHairline;
  Rect place;
};

}  // namespace second_opinion
