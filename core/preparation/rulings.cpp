// Hough's transform (Duda and Hart 1972) of the middles of short vertical runs of ink, for slopes
// near 0; upright lines are found the same way in the transposed map.
#include "core/preparation/rulings.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace second_opinion {
namespace {

constexpr int kMostSlope = 12;   // hundredths: about seven degrees
constexpr int kSections = 8;     // of a line's length; three quarters of them have to be inked …
constexpr int kLeastCover = 55;  // … in so many hundredths of their columns
constexpr int kMostThickness = 24;  // a run of this share of the lesser side, or longer, is no line
constexpr int kLeastSections = 5;   // of them in the picture, or 2 where there are …
constexpr int kFewLines = 3;        // … as many whole lines beside
constexpr int kReach = 2;           // pixels between a line and a run that belongs to it

struct Run {
  std::int16_t top;
  std::int16_t bottom;  // the row below it
  int middle() const { return (top + bottom) / 2; }
  int length() const { return bottom - top; }
};

using Columns = std::vector<std::vector<Run>>;

Columns runs_of(const InkMap& map, int threshold) {
  const int longest = std::max(3, std::min(map.width, map.height) / kMostThickness);
  Columns columns(static_cast<std::size_t>(map.width));
  for (int y = 0; y < map.height; ++y) {
    for (int x = 0; x < map.width; ++x) {
      if (map.ink[map.at(x, y)] < threshold) continue;
      auto& runs = columns[static_cast<std::size_t>(x)];
      if (!runs.empty() && runs.back().bottom == y)
        ++runs.back().bottom;
      else
        runs.push_back({static_cast<std::int16_t>(y), static_cast<std::int16_t>(y + 1)});
    }
  }
  for (auto& runs : columns)
    std::erase_if(runs, [&](const Run& run) { return run.length() > longest; });
  return columns;
}

// y = middle + rise × (x - width / 2) / width
struct Line {
  int middle;
  int rise;
  int y_at(int x, int width) const { return middle + rise * (2 * x - width) / (2 * width); }
};

// The runs of each column that lie on the line, or null.
std::vector<const Run*> runs_along(const Line& line, const Columns& columns) {
  const int width = static_cast<int>(columns.size());
  std::vector<const Run*> along(columns.size());
  for (int x = 0; x < width; ++x) {
    const int y = line.y_at(x, width);
    for (const Run& run : columns[static_cast<std::size_t>(x)])
      if (std::abs(run.middle() - y) <= kReach) along[static_cast<std::size_t>(x)] = &run;
  }
  return along;
}

// Which part of a line lies in the picture, and how much of that is inked.
struct Cover {
  int sections = 0;
  int inked = 0;
};

Cover cover_of(const Line& line, const std::vector<const Run*>& along, int height) {
  const int width = static_cast<int>(along.size());
  const auto is_inside = [&](int x) {
    const int y = line.y_at(x, width);
    return y >= 0 && y < height;
  };
  Cover cover;
  for (int section = 0; section < kSections; ++section) {
    const int begin = section * width / kSections, end = (section + 1) * width / kSections;
    if (begin == end || !is_inside(begin) || !is_inside(end - 1)) continue;
    const auto inked = std::count_if(along.begin() + begin, along.begin() + end,
                                     [](const Run* run) { return run; });
    ++cover.sections;
    cover.inked += 100 * inked >= std::ptrdiff_t{kLeastCover} * (end - begin);
  }
  return cover;
}

// Lines with enough runs on them, the best first.
std::vector<Line> candidates(const Columns& columns, int height) {
  const int width = static_cast<int>(columns.size());
  const int most_rise = kMostSlope * width / 100, step = 3, bins = (height + 2 * most_rise) / 2 + 1;
  std::vector<std::pair<int, Line>> found;
  std::vector<int> counts;
  for (int rise = -most_rise; rise <= most_rise; rise += step) {
    counts.assign(static_cast<std::size_t>(bins), 0);
    for (int x = 0; x < width; ++x) {
      const int shift = most_rise - Line{0, rise}.y_at(x, width);
      for (const Run& run : columns[static_cast<std::size_t>(x)])
        ++counts[static_cast<std::size_t>((run.middle() + shift) / 2)];
    }
    for (int bin = 0; bin + 1 < bins; ++bin) {
      const int count =
          counts[static_cast<std::size_t>(bin)] + counts[static_cast<std::size_t>(bin + 1)];
      if (8 * count >= width) found.push_back({count, {2 * bin + 1 - most_rise, rise}});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Line> lines;
  for (const auto& each : found) lines.push_back(each.second);
  return lines;
}

// Clears the runs that are as thick and as dark as the line mostly is: the others belong to strokes
// that cross it or lie on it.
void clear(const std::vector<const Run*>& along, InkMap& map) {
  std::vector<int> lengths, inks;
  const auto ink_of = [&](std::size_t x) {
    return static_cast<int>(map.ink[map.at(static_cast<int>(x), along[x]->middle())]);
  };
  for (std::size_t x = 0; x < along.size(); ++x) {
    if (!along[x]) continue;
    lengths.push_back(along[x]->length());
    inks.push_back(ink_of(x));
  }
  const auto middle = static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), lengths.begin() + middle, lengths.end());
  std::nth_element(inks.begin(), inks.begin() + middle, inks.end());
  const int thickest = lengths[static_cast<std::size_t>(middle)] * 3 / 2 + 1;
  const int darkest = inks[static_cast<std::size_t>(middle)] * 3 / 2 + 10;
  for (std::size_t x = 0; x < along.size(); ++x) {
    if (!along[x] || along[x]->length() > thickest || ink_of(x) > darkest) continue;
    const int top = std::max(0, along[x]->top - 1);
    const int bottom = std::min(map.height, along[x]->bottom + 1);
    for (int y = top; y < bottom; ++y) map.ink[map.at(static_cast<int>(x), y)] = 0;
  }
}

void remove_level_lines(InkMap& map, int threshold) {
  Columns columns = runs_of(map, threshold);
  int whole_lines = 0;
  for (const Line& line : candidates(columns, map.height)) {
    const auto along = runs_along(line, columns);
    const Cover cover = cover_of(line, along, map.height);
    const bool is_whole = cover.sections >= kLeastSections;
    if (4 * cover.inked < 3 * cover.sections) continue;
    if (!is_whole && (cover.sections < 2 || whole_lines < kFewLines)) continue;
    whole_lines += is_whole;
    clear(along, map);
    for (std::size_t x = 0; x < along.size(); ++x) {
      if (!along[x]) continue;
      auto& runs = columns[x];
      runs.erase(runs.begin() + (along[x] - runs.data()));
    }
  }
}

InkMap transposed(const InkMap& map) {
  InkMap turned{map.height, map.width, map.scale, std::vector<unsigned char>(map.ink.size())};
  for (int y = 0; y < map.height; ++y)
    for (int x = 0; x < map.width; ++x) turned.ink[turned.at(y, x)] = map.ink[map.at(x, y)];
  return turned;
}

}  // namespace

void remove_rulings(InkMap& map) {
  const int threshold = ink_threshold(map);
  remove_level_lines(map, threshold);
  InkMap turned = transposed(map);
  remove_level_lines(turned, threshold);
  map = transposed(turned);
}

}  // namespace second_opinion
