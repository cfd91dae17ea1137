// Sizes are compared with the height that most ink has, so that neither the picture's size nor the
// pen's matters.
#include "core/preparation/grouping.hpp"

#include <algorithm>
#include <numeric>

namespace second_opinion {
namespace {

constexpr int kLeastHeight = 6;  // pixels of the map

// The height that half of all ink reaches.
int typical_height(const Components& components) {
  std::vector<const Component*> by_height;
  long ink = 0;
  for (const Component& each : components.list) {
    by_height.push_back(&each);
    ink += each.pixels;
  }
  std::sort(by_height.begin(), by_height.end(),
            [](const Component* a, const Component* b) { return a->box.height < b->box.height; });
  long below = 0;
  for (const Component* each : by_height) {
    below += each->pixels;
    if (2 * below >= ink) return each->box.height;
  }
  return 0;
}

// One above the other, close, and together no higher than a digit is.
bool belong_together(const PixelBox& a, const PixelBox& b, int height) {
  const int shared = shared_columns(a, b);
  const int gap = -shared_rows(a, b);
  return 2 * shared >= std::min(a.width, b.width) && 5 * gap <= height &&
         4 * around(a, b).height <= 5 * height;
}

bool join_once(std::vector<DigitGroup>& groups, int height) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (std::size_t j = i + 1; j < groups.size(); ++j) {
      if (!belong_together(groups[i].box, groups[j].box, height)) continue;
      groups[i].box = around(groups[i].box, groups[j].box);
      groups[i].parts.insert(groups[i].parts.end(), groups[j].parts.begin(), groups[j].parts.end());
      groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(j));
      return true;
    }
  }
  return false;
}

// From left to right, each digit goes on with the row that ends nearest to its height.
std::vector<DigitGroup> in_reading_order(std::vector<DigitGroup> groups) {
  std::stable_sort(groups.begin(), groups.end(),
                   [](const DigitGroup& a, const DigitGroup& b) { return a.box.x < b.box.x; });
  std::vector<std::vector<DigitGroup>> rows;
  for (DigitGroup& each : groups) {
    std::vector<DigitGroup>* best = nullptr;
    int most = 0;
    for (auto& row : rows) {
      const PixelBox& last = row.back().box;
      const int shared = shared_rows(last, each.box);
      if (2 * shared < std::min(last.height, each.box.height) || shared <= most) continue;
      most = shared;
      best = &row;
    }
    if (!best) best = &rows.emplace_back();
    best->push_back(std::move(each));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a[0].box.y < b[0].box.y; });
  std::vector<DigitGroup> ordered;
  for (auto& row : rows)
    for (DigitGroup& each : row) ordered.push_back(std::move(each));
  return ordered;
}

}  // namespace

std::vector<DigitGroup> group_digits(const Components& components) {
  const int height = typical_height(components);
  std::vector<DigitGroup> groups;
  for (std::size_t i = 0; i < components.list.size(); ++i) {
    const PixelBox& box = components.list[i].box;
    if (10 * std::max(box.width, box.height) >= height)
      groups.push_back({box, {static_cast<int>(i)}});
  }
  while (join_once(groups, height)) {
  }
  std::erase_if(groups, [&](const DigitGroup& each) {
    return each.box.height < kLeastHeight || 5 * each.box.height < 2 * height;
  });
  return in_reading_order(std::move(groups));
}

DigitGroup group_whole(const Components& components) {
  const int height = typical_height(components);
  DigitGroup whole;
  for (std::size_t i = 0; i < components.list.size(); ++i) {
    const PixelBox& box = components.list[i].box;
    if (10 * std::max(box.width, box.height) < height) continue;
    whole.box = whole.parts.empty() ? box : around(whole.box, box);
    whole.parts.push_back(static_cast<int>(i));
  }
  return whole;
}

}  // namespace second_opinion
