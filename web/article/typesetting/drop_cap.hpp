// The paragraph that opens the article, with a first letter three lines high.
#pragma once

#include <vector>

#include "web/article/typesetting/paragraph.hpp"

namespace second_opinion {

// As set_paragraph; without the large letter where the paragraph is too short
// for one or does not begin with a capital.
float set_with_drop_cap(const Fonts& fonts, const std::vector<Run>& runs,
                        const ParagraphStyle& style, ImVec2 top_left, float width,
                        std::vector<PlacedText>& out);

}  // namespace second_opinion
