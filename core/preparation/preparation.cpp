// The order of the steps: ink, components, digits, and each digit cropped and fitted.
#include "core/preparation/preparation.hpp"

#include <algorithm>

#include "core/preparation/components.hpp"
#include "core/preparation/digit_fit.hpp"
#include "core/preparation/grouping.hpp"
#include "core/preparation/ink_map.hpp"

namespace second_opinion {
namespace {

// The digit's own ink in its box, as a share of its full ink; others' is left out.
std::vector<float> cropped(const InkMap& map, const Components& components,
                           const DigitGroup& group) {
  std::vector<bool> is_part(components.list.size() + 1);
  for (const int part : group.parts) is_part[static_cast<std::size_t>(part) + 1] = true;
  const PixelBox& box = group.box;
  std::vector<float> ink;
  std::vector<float> shown;
  for (int y = box.y; y < box.y + box.height; ++y) {
    for (int x = box.x; x < box.x + box.width; ++x) {
      const auto label = static_cast<std::size_t>(components.labels[map.at(x, y)]);
      const bool belongs = label == 0 || is_part[label];
      ink.push_back(belongs ? static_cast<float>(map.ink[map.at(x, y)]) : 0.0f);
      if (label != 0 && belongs) shown.push_back(ink.back());
    }
  }
  const auto full = shown.begin() + static_cast<std::ptrdiff_t>(shown.size() * 3 / 4);
  std::nth_element(shown.begin(), full, shown.end());
  for (float& each : ink) each = std::min(1.0f, each / *full);
  return ink;
}

PreparedDigit prepared(const InkMap& map, const Components& components, const DigitGroup& group) {
  const PixelBox& box = group.box;
  return {{box.x * map.scale, box.y * map.scale, box.width * map.scale, box.height * map.scale},
          fit_digit(cropped(map, components, group), box.width, box.height)};
}

}  // namespace

std::vector<PreparedDigit> find_digits(const GreyPicture& picture) {
  const InkMap map = find_ink(picture);
  const Components components = find_components(map, ink_threshold(map));
  std::vector<PreparedDigit> digits;
  for (const DigitGroup& group : group_digits(map, components))
    digits.push_back(prepared(map, components, group));
  return digits;
}

std::optional<PreparedDigit> prepare_whole(const GreyPicture& picture) {
  const InkMap map = find_ink(picture);
  const Components components = find_components(map, ink_threshold(map));
  const DigitGroup whole = group_whole(map, components);
  if (whole.parts.empty()) return std::nullopt;
  return prepared(map, components, whole);
}

}  // namespace second_opinion
