// Paper is what a morphological closing leaves: strokes narrower than its window vanish, shadows
// and the edges of sheets, which are wider, stay. All arithmetic is in whole numbers.
#include "core/preparation/ink_map.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace second_opinion {
namespace {

constexpr int kMostSide = 1600;  // pixels; what is larger is reduced first
constexpr int kTiles = 8;        // a side, for telling dark ink from bright
constexpr int kWindowShare = 3;  // the closing's window: this part of the shorter side
constexpr int kLeastInk = 24;    // of 255; fainter differences are no ink

using Plane = std::vector<unsigned char>;

// The mean of each square of scale × scale pixels; what is left over at the right and below is cut.
InkMap reduced(const GreyPicture& picture) {
  const int longest = std::max(picture.width, picture.height);
  InkMap map;
  map.scale = std::max(1, (longest + kMostSide - 1) / kMostSide);
  map.width = std::max(1, picture.width / map.scale);
  map.height = std::max(1, picture.height / map.scale);
  map.ink.resize(map.at(0, map.height));
  const int wide = std::min(map.scale, picture.width), high = std::min(map.scale, picture.height);
  const auto row = static_cast<std::size_t>(picture.width);
  for (int y = 0; y < map.height; ++y) {
    for (int x = 0; x < map.width; ++x) {
      std::uint32_t sum = 0;
      for (int dy = 0; dy < high; ++dy) {
        const unsigned char* p = picture.pixels.data() +
                                 static_cast<std::size_t>(y * map.scale + dy) * row +
                                 static_cast<std::size_t>(x * map.scale);
        for (int dx = 0; dx < wide; ++dx) sum += p[dx];
      }
      const auto count = static_cast<std::uint32_t>(wide * high);
      map.ink[map.at(x, y)] = static_cast<unsigned char>((sum + count / 2) / count);
    }
  }
  return map;
}

// Ink is what the smaller part of the picture differs by: per tile, whether more lies below the
// median than above it.
bool has_bright_ink(const InkMap& map) {
  std::int64_t brighter = 0, darker = 0;
  for (int tile = 0; tile < kTiles * kTiles; ++tile) {
    const int left = tile % kTiles * map.width / kTiles, top = tile / kTiles * map.height / kTiles;
    const int right = (tile % kTiles + 1) * map.width / kTiles;
    const int bottom = (tile / kTiles + 1) * map.height / kTiles;
    std::array<int, 256> counts{};
    for (int y = top; y < bottom; ++y)
      for (int x = left; x < right; ++x) ++counts[map.ink[map.at(x, y)]];
    const int half = (right - left) * (bottom - top) / 2;
    int median = 0;
    for (int below = counts[0]; below <= half && median < 255; below += counts[median]) ++median;
    for (int grey = 0; grey < 256; ++grey) {
      const std::int64_t distance = std::abs(grey - median) - kLeastInk;
      if (distance > 0) (grey > median ? brighter : darker) += distance * counts[grey];
    }
  }
  return brighter > darker;
}

// The largest (or, with `sign` -1, the smallest) value within `reach` along a line, by van Herk's
// and Gil's and Werman's method: three comparisons a pixel, whatever the reach.
void slide(unsigned char* line, int count, int step, int reach, bool largest, Plane& scratch) {
  const int window = 2 * reach + 1, padded = count + 2 * reach;
  const int blocks = (padded + window - 1) / window, length = blocks * window;
  scratch.assign(static_cast<std::size_t>(2 * length), largest ? 0 : 255);
  unsigned char *ahead = scratch.data(), *back = scratch.data() + length;
  const auto better = [&](unsigned char a, unsigned char b) {
    return largest ? std::max(a, b) : std::min(a, b);
  };
  for (int i = 0; i < count; ++i) ahead[i + reach] = back[i + reach] = line[i * step];
  for (int i = 1; i < length; ++i)
    if (i % window != 0) ahead[i] = better(ahead[i], ahead[i - 1]);
  for (int i = length - 2; i >= 0; --i)
    if (i % window != window - 1) back[i] = better(back[i], back[i + 1]);
  for (int i = 0; i < count; ++i) line[i * step] = better(back[i], ahead[i + window - 1]);
}

void spread(InkMap& map, int reach, bool largest) {
  Plane scratch;
  for (int y = 0; y < map.height; ++y)
    slide(&map.ink[map.at(0, y)], map.width, 1, reach, largest, scratch);
  for (int x = 0; x < map.width; ++x)
    slide(&map.ink[map.at(x, 0)], map.height, map.width, reach, largest, scratch);
}

}  // namespace

InkMap find_ink(const GreyPicture& picture) {
  InkMap map = reduced(picture);
  if (has_bright_ink(map))
    for (unsigned char& grey : map.ink) grey = static_cast<unsigned char>(255 - grey);
  InkMap paper = map;
  const int reach = std::max(1, std::min(map.width, map.height) / kWindowShare / 2);
  spread(paper, reach, true);
  spread(paper, reach, false);
  constexpr int kLeastPaper = 40;  // of 255; darker paper would raise its own noise
  for (std::size_t i = 0; i < map.ink.size(); ++i) {
    const int level = paper.ink[i], room = std::max(kLeastPaper, level);
    map.ink[i] = static_cast<unsigned char>(std::max(0, level - map.ink[i]) * 255 / room);
  }
  return map;
}

int ink_threshold(const InkMap& map) {
  std::array<std::int64_t, 256> counts{};
  for (const unsigned char ink : map.ink) ++counts[ink];
  std::int64_t all = 0, weight = 0;
  for (int ink = 0; ink < 256; ++ink) {
    all += counts[static_cast<std::size_t>(ink)];
    weight += ink * counts[static_cast<std::size_t>(ink)];
  }
  std::int64_t below = 0, weight_below = 0;
  double best = 0;
  int threshold = 256;
  for (int ink = 0; ink < 255; ++ink) {
    below += counts[static_cast<std::size_t>(ink)];
    weight_below += ink * counts[static_cast<std::size_t>(ink)];
    const std::int64_t above = all - below;
    if (below == 0 || above == 0) continue;
    const double distance = static_cast<double>(weight_below) / static_cast<double>(below) -
                            static_cast<double>(weight - weight_below) / static_cast<double>(above);
    const double between =
        distance * distance * static_cast<double>(below) * static_cast<double>(above);
    if (between <= best) continue;
    best = between;
    threshold = ink + 1;
  }
  return threshold <= 255 ? std::max(threshold, kLeastInk) : 256;
}

}  // namespace second_opinion
