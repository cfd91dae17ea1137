// Flood filling from each pixel that has no label yet, with a list of pixels instead of recursion.
#include "core/preparation/components.hpp"

#include <algorithm>
#include <cstddef>

namespace second_opinion {
namespace {

void fill_from(int x, int y, const InkMap& map, int threshold, Components& found) {
  const auto label = static_cast<std::int32_t>(found.list.size() + 1);
  std::vector<std::pair<int, int>> waiting{{x, y}};
  found.labels[map.at(x, y)] = label;
  int left = x, right = x, top = y, bottom = y, pixels = 0;
  while (!waiting.empty()) {
    const auto [px, py] = waiting.back();
    waiting.pop_back();
    ++pixels;
    left = std::min(left, px), right = std::max(right, px);
    top = std::min(top, py), bottom = std::max(bottom, py);
    for (int ny = std::max(0, py - 1); ny <= std::min(map.height - 1, py + 1); ++ny) {
      for (int nx = std::max(0, px - 1); nx <= std::min(map.width - 1, px + 1); ++nx) {
        const std::size_t at = map.at(nx, ny);
        if (found.labels[at] != 0 || map.ink[at] < threshold) continue;
        found.labels[at] = label;
        waiting.emplace_back(nx, ny);
      }
    }
  }
  found.list.push_back({{left, top, right - left + 1, bottom - top + 1}, pixels});
}

}  // namespace

Components find_components(const InkMap& map, int threshold) {
  Components found;
  found.labels.assign(map.ink.size(), 0);
  for (int y = 0; y < map.height; ++y)
    for (int x = 0; x < map.width; ++x)
      if (map.ink[map.at(x, y)] >= threshold && found.labels[map.at(x, y)] == 0)
        fill_from(x, y, map, threshold, found);
  return found;
}

}  // namespace second_opinion
