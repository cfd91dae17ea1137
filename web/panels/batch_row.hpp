// One row of the table of many digits: in columns, or on a phone in two lines; a refused file's
// reason takes the place of its answers. The table tells where a row stands.
#pragma once

#include <cstddef>

#include "web/app/batch.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// How many columns follow the name, and where in a row one of them lies.
inline constexpr std::size_t kAnswerColumns = 4;
Rect batch_column(const Rect& row, std::size_t column);
// The tile of the digit and its name, before these columns.
float batch_name_width(const Rect& row);

float batch_row_height(const Fonts& fonts, const BatchRow& row, float width);
// with_file: its name tells the file as well.
void draw_batch_row(const PageCanvas& canvas, const Rect& place, const BatchRow& row, bool stacked,
                    bool with_file);

}  // namespace second_opinion
