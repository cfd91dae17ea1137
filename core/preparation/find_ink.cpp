// Paper is what a morphological closing leaves: strokes narrower than its window vanish, shadows
// and the edges of sheets, which are wider, stay. All arithmetic is in whole numbers.
#include "core/preparation/find_ink.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/preparation/rulings.hpp"

namespace second_opinion {
namespace {

constexpr int kMostSide = 1600;  // pixels; what is larger is reduced first
constexpr int kLeastPaper = 40;  // of 255; darker paper would raise its own noise

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

// The mean of three by three, so that grain does not raise the paper.
InkMap smoothed(const InkMap& map) {
  InkMap smooth = map;
  for (int y = 0; y < map.height; ++y) {
    for (int x = 0; x < map.width; ++x) {
      int sum = 0, count = 0;
      for (int ny = std::max(0, y - 1); ny <= std::min(map.height - 1, y + 1); ++ny)
        for (int nx = std::max(0, x - 1); nx <= std::min(map.width - 1, x + 1); ++nx, ++count)
          sum += map.ink[map.at(nx, ny)];
      smooth.ink[map.at(x, y)] = static_cast<unsigned char>(sum / count);
    }
  }
  return smooth;
}

// Around every stroke there is more paper than ink: of the pixels that have both a bright and a
// dark one near them, most are paper. The edge of a shadow has as many on either side.
bool has_bright_ink(const InkMap& map) {
  InkMap bright = map, dark = map;
  const int reach = std::max(1, std::min(map.width, map.height) / 4);
  spread(bright, reach, true);
  spread(dark, reach, false);
  std::int64_t votes = 0;
  for (std::size_t i = 0; i < map.ink.size(); ++i) {
    const int contrast = bright.ink[i] - dark.ink[i];
    if (contrast < kLeastInk) continue;
    votes += 2 * map.ink[i] > bright.ink[i] + dark.ink[i] ? -contrast : contrast;
  }
  return votes > 0;
}

// What a closing leaves of the picture, as ink against paper.
InkMap ink_on_paper(const InkMap& grey, int reach) {
  InkMap paper = smoothed(grey);
  spread(paper, reach, true);
  spread(paper, reach, false);
  for (std::size_t i = 0; i < paper.ink.size(); ++i) {
    const int level = paper.ink[i], room = std::max(kLeastPaper, level);
    paper.ink[i] = static_cast<unsigned char>(std::max(0, level - grey.ink[i]) * 255 / room);
  }
  return paper;
}

// How thick the strokes are, in pixels: at each inked pixel the shorter of the two runs through it,
// along its row and its column. A run counts once, however long, so that a shadow taken for ink has
// little to say; three quarters of all are no thicker.
int stroke_thickness(const InkMap& map, int threshold) {
  std::vector<int> down(static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height));
  for (int x = 0; x < map.width; ++x) {
    for (int y = 0, end = 0; y < map.height; y = end + 1) {
      for (end = y; end < map.height && map.ink[map.at(x, end)] >= threshold;) ++end;
      for (int i = y; i < end; ++i) down[map.at(x, i)] = end - y;
    }
  }
  std::vector<double> counts(static_cast<std::size_t>(std::max(map.width, map.height)) + 1);
  double all = 0;
  for (int y = 0; y < map.height; ++y) {
    for (int x = 0, end = 0; x < map.width; x = end + 1) {
      for (end = x; end < map.width && map.ink[map.at(end, y)] >= threshold;) ++end;
      for (int i = x; i < end; ++i) {
        const int thickness = std::min(end - x, down[map.at(i, y)]);
        counts[static_cast<std::size_t>(thickness)] += 1.0 / thickness;
        all += 1.0 / thickness;
      }
    }
  }
  double below = 0;
  for (std::size_t thickness = 0; thickness < counts.size(); ++thickness) {
    below += counts[thickness];
    if (4 * below >= 3 * all) return static_cast<int>(thickness);
  }
  return 1;
}

// Paper's own grain lies about its median, which goes to 0.
void take_off_grain(InkMap& map) {
  std::array<std::size_t, 256> counts{};
  for (const unsigned char ink : map.ink) ++counts[ink];
  int median = 0;
  for (std::size_t below = counts[0]; 2 * below < map.ink.size() && median < 254;)
    below += counts[static_cast<std::size_t>(++median)];
  for (unsigned char& ink : map.ink)
    ink = static_cast<unsigned char>(std::max(0, ink - median) * 255 / (255 - median));
}

}  // namespace

InkMap find_ink(const GreyPicture& picture) {
  InkMap grey = reduced(picture);
  if (has_bright_ink(grey))
    for (unsigned char& each : grey.ink) each = static_cast<unsigned char>(255 - each);
  // No stroke is wider than a third of the picture; once their width is known, shadows that are
  // narrower than that become paper too.
  const int widest = std::max(1, std::min(grey.width, grey.height) / 6);
  InkMap map = ink_on_paper(grey, widest);
  remove_rulings(map);  // they are thinner than the strokes
  const int reach = 3 * stroke_thickness(map, ink_threshold(map)) / 2 + 2;
  if (reach < widest) {
    map = ink_on_paper(grey, reach);
    remove_rulings(map);
  }
  take_off_grain(map);
  return map;
}

}  // namespace second_opinion
