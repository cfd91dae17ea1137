// Where the parts of the attention figure stand. Draws nothing.
#pragma once

#include <vector>

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr float kHeadWords = 44;  // two lines under the picture of a head

// All places relative to the figure's corner.
struct AttentionLayout {
  float choice = 0;          // height of the row of digits at the top
  std::vector<Rect> blocks;  // what chooses one
  Rect digit;
  std::vector<Rect> heads;  // pictures, square
  Rect rollout;             // likewise
  Rect rollout_words;
  float height = 0;
};

AttentionLayout layout_attention(float width, float choice_height, int blocks, int heads);

}  // namespace second_opinion
