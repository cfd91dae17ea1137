// Where the parts of the figure of feature maps stand. Draws nothing.
#pragma once

#include <vector>

#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr float kTabPicture = 84;
inline constexpr float kTabPictureNarrow = 56;
inline constexpr float kTabBeside =
    140;  // from this width on a tab's words stand beside its picture
inline constexpr float kTabGap = 6;
inline constexpr float kMapGap = 3.4f;  // at least

// All places relative to the figure's corner.
struct FeatureMapsLayout {
  float choice = 0;        // height of the row of digits at the top
  std::vector<Rect> tabs;  // one per stage
  Rect digit;
  Rect large;              // the map that is looked at
  std::vector<Rect> maps;  // all of the stage, with the gap to their neighbours
  float height = 0;
};

FeatureMapsLayout layout_feature_maps(float width, float choice_height, int stages, int maps);

}  // namespace second_opinion
