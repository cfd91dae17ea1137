// Chooses families by name; their order and everything else that they do is their own. Coarse
// copies are made here.
#include "native_trainer/synthetic/unusual_pens.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <string_view>
#include <vector>

#include "core/learning/augmentation/disturbance.hpp"

namespace second_opinion {
namespace {

constexpr std::array<std::string_view, 7> kPenFamilies{
    "stretched", "moved", "pen_width", "hard_edges", "outline", "soft_focus", "mosaic"};
constexpr double kCoarseShare = 0.3, kPenShare = 0.4;
constexpr float kLeastPen = 0.2f, kMostPen = 1, kLeastOther = 0.1f, kMostOther = 0.7f;

struct Families {
  std::vector<std::size_t> pens, others;  // places in disturbance_families()
};

Families sorted_families() {
  Families families;
  const auto all = disturbance_families();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool pen =
        std::find(kPenFamilies.begin(), kPenFamilies.end(), all[i].name) != kPenFamilies.end();
    (pen ? families.pens : families.others).push_back(i);
  }
  assert(families.pens.size() == kPenFamilies.size());
  return families;
}

std::size_t one_of(const std::vector<std::size_t>& places, Random& random) {
  return places[random.below(static_cast<std::uint32_t>(places.size()))];
}

// First and last row or column with ink.
struct Extent {
  int first = kImageSide, last = -1;
  void include(int place) { first = std::min(first, place), last = std::max(last, place); }
  float size() const { return static_cast<float>(last - first + 1); }
};

// The digit's own box stretched over a frame of its own size and cut into a few cells, grey or
// black and white: what other collections of digits look like.
Picture coarse_copy(const Picture& picture, Random& random) {
  constexpr float kInk = 60;
  Extent columns, rows;
  for (int i = 0; i < kImagePixels; ++i) {
    if (picture[static_cast<std::size_t>(i)] < kInk) continue;
    columns.include(i % kImageSide);
    rows.include(i / kImageSide);
  }
  if (columns.last < 0) return picture;
  const float width = random.between(18, 28), height = random.between(18, 28);
  const auto cells = static_cast<float>(8 + 2 * random.below(5));
  const bool binary = random.unit() < 0.5;
  const float darkest_ink = random.between(80, 130);
  // One stretched picture of cells × cells first, then each of its cells as large as it has to be.
  // A 1 stays narrow.
  const float across = std::max(columns.size(), 0.5f * rows.size()),
              down = std::max(rows.size(), 0.5f * columns.size());
  PlaneMap to_cells = scaling(cells / across, cells / down);
  constexpr float kMiddle = (kImageSide - 1) / 2.0f;
  const float middle_x = static_cast<float>(columns.first + columns.last) / 2 - kMiddle,
              middle_y = static_cast<float>(rows.first + rows.last) / 2 - kMiddle;
  to_cells.shift_x = -middle_x * cells / across;
  to_cells.shift_y = -middle_y * cells / down;
  // Cells larger than pixels are averages of what they cover.
  const float covered = std::max(across, down) / cells;
  Picture small = mapped(covered > 1 ? blurred(picture, 0.4f * covered) : picture, to_cells);
  if (binary)
    for (float& value : small) value = value > darkest_ink ? 255.0f : 0.0f;
  Picture out{};
  for (int i = 0; i < kImagePixels; ++i) {
    const float x = (static_cast<float>(i % kImageSide) - kMiddle) / width,
                y = (static_cast<float>(i / kImageSide) - kMiddle) / height;
    if (std::abs(x) >= 0.5f || std::abs(y) >= 0.5f) continue;
    // The small picture's cells lie about the middle of its 28 pixels.
    const auto nearest = [&](float along) {
      const float cell = std::floor((along + 0.5f) * cells);
      return static_cast<std::size_t>(std::lround(cell - (cells - 1) / 2 + kMiddle));
    };
    out[static_cast<std::size_t>(i)] = small[nearest(y) * kImageSide + nearest(x)];
  }
  return out;
}

Picture by_families(const Picture& picture, bool pens, Random& random) {
  static const Families families = sorted_families();
  constexpr int kMostAtOnce = 3;
  std::vector<std::size_t> chosen;
  do chosen.push_back(one_of(pens ? families.pens : families.others, random));
  while (pens && chosen.size() < kMostAtOnce && random.unit() < 0.5);
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());

  Picture out = picture;
  for (float& value : out) value /= 255;
  for (const std::size_t place : chosen) {
    const float strength =
        pens ? random.between(kLeastPen, kMostPen) : random.between(kLeastOther, kMostOther);
    apply_disturbance(disturbance_families()[place], strength, random, out);
  }
  for (float& value : out) value *= 255;
  return out;
}

}  // namespace

Picture by_unusual_pen(const Picture& picture, Random& random) {
  const double kind = random.unit();
  if (kind < kCoarseShare) return coarse_copy(picture, random);
  return by_families(picture, kind < kCoarseShare + kPenShare, random);
}

}  // namespace second_opinion
