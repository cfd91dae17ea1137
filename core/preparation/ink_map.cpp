// Otsu's threshold.
#include "core/preparation/ink_map.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace second_opinion {

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
