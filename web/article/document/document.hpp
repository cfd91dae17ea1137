// The article after reading its Markdown: a flat list of blocks with styled
// runs. Says what things are, not where they stand or how they look.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/typography/text.hpp"

namespace second_opinion {

enum class TextRole : unsigned char { kInk, kMuted, kCnn, kTransformer };
enum class Raise : unsigned char { kNone, kSuperscript, kSubscript };

// A stretch of text in one style.
struct Run {
  std::string text;
  bool bold = false;
  bool italic = false;
  bool code = false;
  Raise raise = Raise::kNone;
  TextRole role = TextRole::kInk;
  int link = -1;            // index into Document::links
  int note = 0;             // calls the note of this number, which is its text; 0: does not
  bool line_break = false;  // the line ends here; text is empty

  bool same_style(const Run& o) const {
    return bold == o.bold && italic == o.italic && code == o.code && raise == o.raise &&
           role == o.role && link == o.link && note == o.note && !line_break && !o.line_break;
  }
};
std::string plain_text(const std::vector<Run>& runs);

// The id under which a heading is linked: "What went wrong, and why" → "what-went-wrong-and-why".
std::string heading_slug(std::string_view title);

struct Table {
  std::vector<Align> alignments;                    // one per column
  std::vector<std::vector<std::vector<Run>>> rows;  // row, column, runs; the first row is the head
};

// `![caption](figure:confusion?network=cnn "text alternative")`
struct FigureReference {
  std::string kind;     // "figure" or "panel"
  std::string name;     // "confusion"
  std::string options;  // "network=cnn"
  std::string alternative;
};

enum class BlockKind : unsigned char {
  kTitle,  // the one heading of level 1
  kDeck,   // the paragraph after it
  kFacts,  // the one after that, if it is all in italics
  kHeading,
  kParagraph,
  kCode,
  kTable,
  kRule,
  kFigure,
  kNote,  // only while the article is read: becomes one of Document::notes
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  int level = 0;          // headings: 2, 3
  std::string id;         // headings: the URL fragment
  std::vector<Run> runs;  // text; a figure's or table's caption
  std::string code;       // kCode: lines, each ending in "\n"
  Table table;
  FigureReference figure;

  int list_depth = 0;    // 0 = not in a list
  bool ordered = false;  // the innermost list
  std::string marker;    // "•", "3."; empty where an item continues
  bool quoted = false;
};

struct Link {
  std::string href;
};

struct Document {
  std::vector<Block> blocks;
  std::vector<Link> links;
  std::vector<std::vector<Run>> notes;  // number 1 comes first
};

}  // namespace second_opinion
