// "Try a digit" with many digits: what came of them in a sentence, the picture that they were found
// on, and the table. One of them opened shows as any other result does, with a way back above it.
#pragma once

#include <string_view>
#include <vector>

#include "web/panels/batch_table.hpp"
#include "web/panels/framed_picture.hpp"

namespace second_opinion {

// All places relative to the card's corner.
struct BatchLayout {
  float height = 0;
  Rect verdict{};
  Rect details{};
  Rect start_over{};
  Rect download{};
  Rect copy{};         // h = 0: there is no picture whose digits could be copied in order
  Rect picture{};      // h = 0: none
  Rect readings[2]{};  // what each network reads of the picture
  BatchTableLayout table{};
};

BatchLayout layout_batch(const Fonts& fonts, const Batch& batch, float width);
void draw_batch(const PageCanvas& canvas, const Rect& place, const BatchLayout& layout,
                const Batch& batch, const PictureTexture& texture);
void add_batch_controls(const Rect& card, const BatchLayout& layout, const Batch& batch,
                        std::string_view figure_id, std::vector<Control>& out);

}  // namespace second_opinion
