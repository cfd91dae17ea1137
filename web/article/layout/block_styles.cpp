// The values behind block_styles.hpp, for wide pages and for phones. Spaces are multiples of the
// unit of 8 px.
#include "web/article/layout/block_styles.hpp"

#include <cmath>

namespace second_opinion {
namespace {

bool is_phone(const PageGrid& grid) {
  return grid.text.w < 560;
}

ParagraphStyle display_style(float size, float leading) {
  ParagraphStyle style;
  style.regular = style.italic = style.bold = Face::kDisplay;
  style.size = size;
  style.leading = std::round(size * leading);
  return style;
}

ParagraphStyle sans_style(float size, float leading, TextRole role) {
  ParagraphStyle style;
  style.regular = style.italic = Face::kSans;
  style.bold = Face::kSansBold;
  style.size = size;
  style.leading = std::round(size * leading);
  style.role = role;
  return style;
}

ParagraphStyle title_style(const PageGrid& grid) {
  ParagraphStyle style = display_style(grid.type.hero, 1.06f);
  style.tracking = -0.012f;  // large type wants its letters closer
  return style;
}

ParagraphStyle text_style(const Block& block, const PageGrid& grid) {
  ParagraphStyle style;
  style.size = block.kind == BlockKind::kDeck ? grid.type.lead : grid.type.body;
  style.leading = std::round(style.size * (block.kind == BlockKind::kDeck ? 1.4f : kBodyLeading));
  if (block.kind == BlockKind::kDeck) style.role = TextRole::kMuted;
  if (block.quoted) style.regular = Face::kTextItalic, style.italic = Face::kText;
  return style;
}

}  // namespace

ParagraphStyle block_style(const Block& block, const PageGrid& grid) {
  switch (block.kind) {
    case BlockKind::kTitle:
      return title_style(grid);
    case BlockKind::kFacts:
      return sans_style(grid.type.small, 1.5f, TextRole::kMuted);
    case BlockKind::kHeading:
      return block.level == 2 ? display_style(grid.type.h2, 1.15f)
                              : display_style(grid.type.h3, 1.25f);
    case BlockKind::kFigure: {
      ParagraphStyle style = sans_style(grid.type.small, 1.45f, TextRole::kMuted);
      style.bold_role = TextRole::kInk;  // the caption's finding stands out
      return style;
    }
    case BlockKind::kCode: {
      ParagraphStyle style =
          sans_style(is_phone(grid) ? grid.type.small - 2 : grid.type.small, 1.5f, TextRole::kInk);
      style.regular = style.italic = style.bold = Face::kMono;
      return style;
    }
    case BlockKind::kDeck:
    case BlockKind::kParagraph:
    case BlockKind::kTable:
    case BlockKind::kNote:
    case BlockKind::kRule:
      return text_style(block, grid);
  }
  return {};
}

Spacing block_spacing(const Block& block, const PageGrid& grid) {
  const bool phone = is_phone(grid);
  switch (block.kind) {
    case BlockKind::kTitle:
      return {phone ? units(3) : units(8), units(3)};
    case BlockKind::kDeck:
      return {units(2), units(4)};
    case BlockKind::kFacts:
      return {units(3), units(6)};
    case BlockKind::kHeading:
      return block.level == 2 ? Spacing{phone ? units(8) : units(10), units(2.5f)}
                              : Spacing{units(5), units(1.5f)};
    case BlockKind::kFigure:
      return {units(5), units(5)};
    case BlockKind::kTable:
      return {units(4), units(4)};
    case BlockKind::kCode:
      return {units(3), units(3)};
    case BlockKind::kRule:
      return {units(6), units(6)};
    case BlockKind::kNote:
    case BlockKind::kParagraph:
      break;
  }
  if (block.list_depth > 0) return {units(1), units(1)};
  return {units(2.5f), units(2.5f)};
}

}  // namespace second_opinion
