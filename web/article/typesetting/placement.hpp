// What a laid-out page is made of: pieces of text and plain rectangles, each at its place in the
// document (CSS px), and how the pieces are read one after the other. Paragraphs, notes and tables
// append to lists of these; the page's layout keeps them. Colours are roles, so that the theme may
// change without a new layout.
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
  float rise = 0;            // above the baseline of its line; negative for subscripts
  bool begins_line = false;  // the first piece of a line
  bool hangs = false;        // stands before the lines and belongs to none, as a drop cap does
  bool space_after = false;  // a space follows that is not in text, or was lost at a line's end
};

enum class PartKind : unsigned char {
  kText,
  kMarker,  // of a list's item, before its text
  kCodeLine,
  kHeadCell,
  kCell,
  kCaption,
  kNote
};

// A stretch of placed texts that is read, found and copied as one.
struct TextPart {
  PartKind kind = PartKind::kText;
  int row = 0;                                // of a cell, from 0
  float x = 0;                                // its column
  float width = 0;                            // of the column
  float baseline = 0;                         // of the first line
  float leading = 0;                          // from one baseline to the next
  TextStyle style;                            // of most of its pieces
  std::size_t first_text = 0, last_text = 0;  // [first, last)
};

enum class BoxKind : unsigned char { kHairline, kStrongRule, kQuoteBar, kCodeGround };

// A rectangle that is filled in the colour of its kind.
struct PlacedBox {
  BoxKind kind = BoxKind::kHairline;
  Rect place;
};

}  // namespace second_opinion
