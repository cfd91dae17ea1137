// What each kind of block looks like: faces, sizes, leading, space around it.
// The one place to change when the article should look different.
#pragma once

#include "web/article/document/document.hpp"
#include "web/article/layout/page_grid.hpp"
#include "web/article/typesetting/paragraph.hpp"

namespace second_opinion {

inline constexpr float kListIndent = 28;
inline constexpr float kQuoteIndent = 24;

struct Spacing {
  float above = 0;
  float below = 0;
};

ParagraphStyle block_style(const Block& block, const PageGrid& grid);
Spacing block_spacing(const Block& block, const PageGrid& grid);

}  // namespace second_opinion
