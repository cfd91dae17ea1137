// Tabs, digit, large map and all maps, for wide pages and for phones.
#include "web/figures/networks/feature_maps_layout.hpp"

#include <algorithm>
#include <cmath>

#include "web/figures/kit/figure_kit.hpp"

namespace second_opinion {
namespace {

constexpr float kGap = 16;
constexpr float kSection = 24;
constexpr float kWords = 44;  // two lines under a large picture
constexpr float kFromWide = 800;
constexpr float kLeastPitch = 43.5f;  // a finger's width
constexpr float kMostTab = 168;

// The number of columns that makes `count` equal squares largest inside width × height; full rows
// look better.
int columns_for(int count, float width, float height) {
  int best = 1;
  float best_pitch = 0;
  for (int columns = 1; columns <= count; ++columns) {
    const auto rows = static_cast<float>((count + columns - 1) / columns);
    float pitch = std::min(width / static_cast<float>(columns), height / rows);
    if (count % columns == 0) pitch *= 1.06f;
    if (pitch > best_pitch) {
      best = columns;
      best_pitch = pitch;
    }
  }
  return best;
}

void place_maps(FeatureMapsLayout& l, const Rect& area, int columns, float most_pitch, int count) {
  const float pitch = std::min(area.w / static_cast<float>(columns), most_pitch);
  for (int i = 0; i < count; ++i) {
    l.maps.push_back({area.x + pitch * static_cast<float>(i % columns),
                      area.y + pitch * static_cast<float>(i / columns), pitch, pitch});
  }
  if (count > 0) l.height = std::max(l.height, l.maps.back().y + pitch);
}

void place_beside(FeatureMapsLayout& l, float width, float top, int maps) {
  const float side = width >= kFromWide ? 224 : 196;
  l.digit = {0, top, side, side};
  l.large = {0, top + side + kWords, side, side};
  const float bottom = l.large.y + side + kWords;
  l.height = bottom;
  const Rect area{side + 2 * kGap, top, width - side - 2 * kGap, bottom - top};
  const int columns = columns_for(maps, area.w, area.h);
  place_maps(l, area, columns, area.h / static_cast<float>((maps + columns - 1) / columns), maps);
}

void place_below(FeatureMapsLayout& l, float width, float top, int maps) {
  const float side = std::min(196.0f, std::floor((width - kGap) / 2 / 14) * 14);
  l.digit = {0, top, side, side};
  l.large = {std::round(width / 2), top, side, side};
  const int most = std::max(1, static_cast<int>(width / kLeastPitch));
  place_maps(l, {0, top + side + kWords + 8, width, 0}, maps <= 16 ? std::min(4, most) : most, 1e6f,
             maps);
}

}  // namespace

FeatureMapsLayout layout_feature_maps(float width, float choice_height, int stages, int maps) {
  FeatureMapsLayout l;
  l.choice = choice_height;
  float top = choice_height + kSection;
  const float tab = std::min(kMostTab, width / static_cast<float>(std::max(1, stages)));
  const float tab_height = tab >= kTabBeside ? kTabPicture + 12 : kTabPictureNarrow + 80;
  for (int i = 0; i < stages; ++i)
    l.tabs.push_back({tab * static_cast<float>(i), top, tab, tab_height});
  top += tab_height + kSection;
  if (width < kPhoneWidth)
    place_below(l, width, top, maps);
  else
    place_beside(l, width, top, maps);
  l.height = std::ceil(l.height);
  return l;
}

}  // namespace second_opinion
