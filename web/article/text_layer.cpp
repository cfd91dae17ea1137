// Goes through the parts of a block, and through what its figure draws.
#include "web/article/text_layer.hpp"

#include <algorithm>
#include <string_view>

#include "web/host/json_writer.hpp"

namespace second_opinion {
namespace {

constexpr float kLabelLeading = 1.2f;  // of a single line's size

std::string_view name_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::kTitle:
      return "title";
    case BlockKind::kDeck:
      return "deck";
    case BlockKind::kFacts:
      return "facts";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kCode:
      return "code";
    case BlockKind::kTable:
      return "table";
    case BlockKind::kRule:
      return "rule";
    case BlockKind::kFigure:
      return block.figure.kind;
    case BlockKind::kParagraph:
    case BlockKind::kNote:
      break;
  }
  return "paragraph";
}

std::string_view name_of(PartKind kind) {
  switch (kind) {
    case PartKind::kText:
      return "text";
    case PartKind::kMarker:
      return "marker";
    case PartKind::kCodeLine:
      return "code";
    case PartKind::kHeadCell:
      return "head";
    case PartKind::kCell:
      return "cell";
    case PartKind::kCaption:
      return "caption";
    case PartKind::kNote:
      return "note";
  }
  return "";
}

std::string_view name_of(TextRole role) {
  switch (role) {
    case TextRole::kInk:
      return "ink";
    case TextRole::kMuted:
      return "muted";
    case TextRole::kCnn:
      return "cnn";
    case TextRole::kTransformer:
      return "transformer";
  }
  return "";
}

// "#rrggbbaa", from ImGui's order of bytes.
std::string css_colour(Color color) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "#";
  for (int shift = 0; shift < 32; shift += 8) {
    const auto byte = (color >> shift) & 0xFF;
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0xF];
  }
  return text;
}

class Writer {
 public:
  Writer(const Document& document, const PageLayout& page, float top)
      : document_(document), page_(page), top_(top) {}

  void write_block(const PlacedBlock& placed, std::span<const DrawnText> labels) {
    const Block& block = document_.blocks[static_cast<std::size_t>(placed.block)];
    json_.open_object().member("kind", name_of(block));
    if (block.kind == BlockKind::kHeading) json_.member("level", block.level);
    if (block.list_depth > 0)
      json_.member("depth", block.list_depth).member("ordered", block.ordered);
    if (placed.figure >= 0) json_.member("figure", placed.figure_id);
    if (!block.figure.alternative.empty()) json_.member("alternative", block.figure.alternative);
    json_.key("parts").open_array();
    write_labels(labels, placed.figure_place.y);
    write_parts(placed);
    json_.close_array().key("notes").open_array();
    for (const PlacedBlock& note : page_.notes) {
      if (note.block == placed.block) write_note(note);
    }
    json_.close_array().close_object();
  }

  std::string take() { return json_.take(); }

 private:
  void write_note(const PlacedBlock& note) {
    const Rect& place = note.extent;
    json_.open_object().member("x", place.x).member("y", place.y - top_);
    json_.member("width", place.w).member("height", place.h).key("parts").open_array();
    write_parts(note);
    json_.close_array().close_object();
  }

  void write_parts(const PlacedBlock& placed) {
    for (std::size_t i = placed.first_part; i < placed.last_part; ++i) write_part(page_.parts[i]);
  }

  // Everything of a part but its pieces; the object stays open.
  void open_part(std::string_view kind, const TextPart& part) {
    json_.open_object().member("kind", kind).member("x", part.x).member("width", part.width);
    json_.member("baseline", part.baseline - top_).member("leading", part.leading);
    json_.member("face", static_cast<int>(part.style.face)).member("size", part.style.size);
    if (part.style.tracking != 0) json_.member("tracking", part.style.tracking);
    if (part.style.tabular) json_.member("tabular", true);
  }

  void write_part(const TextPart& part) {
    open_part(name_of(part.kind), part);
    if (part.kind == PartKind::kHeadCell || part.kind == PartKind::kCell)
      json_.member("row", part.row);
    json_.key("hanging").open_array();
    std::size_t next = part.first_text;
    for (; next < part.last_text && page_.texts[next].hangs; ++next)
      write_piece(page_.texts[next], part);
    json_.close_array().key("lines").open_array();
    for (std::size_t i = next; i < part.last_text; ++i) {
      if (page_.texts[i].begins_line) {
        if (i > next) json_.close_array();
        json_.open_array();
      }
      write_piece(page_.texts[i], part);
    }
    if (next < part.last_text) json_.close_array();
    json_.close_array().close_object();
  }

  void write_piece(const PlacedText& piece, const TextPart& part) {
    json_.open_object().member("text", piece.text).member("x", piece.x);
    json_.member("width", piece.width);
    if (piece.style.face != part.style.face)
      json_.member("face", static_cast<int>(piece.style.face));
    if (piece.style.size != part.style.size) json_.member("size", piece.style.size);
    if (piece.rise != 0) json_.member("rise", piece.rise);
    if (piece.role != TextRole::kInk) json_.member("role", name_of(piece.role));
    if (piece.link >= 0)
      json_.member("href", document_.links[static_cast<std::size_t>(piece.link)].href);
    if (piece.space_after) json_.member("space", true);
    json_.close_object();
  }

  // Lines of one box are one part, so that a sentence in a figure is found as a whole.
  void write_labels(std::span<const DrawnText> labels, float figure_top) {
    for (std::size_t first = 0; first < labels.size();) {
      std::size_t last = first + 1;
      while (last < labels.size() && labels[last].continues) ++last;
      write_label(labels.subspan(first, last - first), figure_top);
      first = last;
    }
  }

  void write_label(std::span<const DrawnText> lines, float figure_top) {
    const DrawnText& label = lines[0];
    TextPart part{.x = label.baseline.x,
                  .width = label.width,
                  .baseline = figure_top + label.baseline.y,
                  .leading = label.style.size * kLabelLeading,
                  .style = label.style};
    if (lines.size() > 1) part.leading = lines[1].baseline.y - label.baseline.y;
    for (const DrawnText& line : lines) part.x = std::min(part.x, line.baseline.x);
    for (const DrawnText& line : lines) part.width = std::max(part.width, line.width);
    open_part("label", part);
    json_.member("colour", css_colour(label.style.color));
    json_.key("hanging").open_array().close_array().key("lines").open_array();
    for (const DrawnText& line : lines) {
      json_.open_array().open_object().member("text", line.text).member("x", line.baseline.x);
      json_.member("width", line.width);
      if (&line != &lines.back()) json_.member("space", true);
      json_.close_object().close_array();
    }
    json_.close_array().close_object();
  }

  const Document& document_;
  const PageLayout& page_;
  float top_;
  JsonWriter json_;
};

}  // namespace

std::string text_layer_json(const Document& document, const PageLayout& page, std::size_t block,
                            std::span<const DrawnText> labels) {
  const PlacedBlock& placed = page.blocks[block];
  Writer writer(document, page, placed.extent.y);
  writer.write_block(placed, labels);
  return writer.take();
}

}  // namespace second_opinion
