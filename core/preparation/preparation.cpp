// The order of the steps: ink, components, digits, and each digit cropped and fitted.
#include "core/preparation/preparation.hpp"

#include <algorithm>

#include "core/preparation/components.hpp"
#include "core/preparation/digit_fit.hpp"
#include "core/preparation/find_ink.hpp"
#include "core/preparation/grouping.hpp"

namespace second_opinion {
namespace {

// Every pixel that has a set one within `reach` rows and columns.
std::vector<unsigned char> grown(std::vector<unsigned char> set, int width, int height, int reach) {
  for (const bool across : {true, false}) {
    const int lines = across ? height : width, length = across ? width : height;
    const int step = across ? 1 : width, next_line = across ? width : 1;
    for (int line = 0; line < lines; ++line) {
      unsigned char* first = set.data() + static_cast<std::ptrdiff_t>(line) * next_line;
      int last = -reach - 1;  // the last one set, going forth; then going back
      std::vector<bool> near(static_cast<std::size_t>(length));
      for (int i = 0; i < length; ++i) {
        if (first[i * step] != 0) last = i;
        near[static_cast<std::size_t>(i)] = i - last <= reach;
      }
      last = length + reach;
      for (int i = length - 1; i >= 0; --i) {
        if (first[i * step] != 0) last = i;
        if (last - i <= reach) near[static_cast<std::size_t>(i)] = true;
      }
      for (int i = 0; i < length; ++i) first[i * step] = near[static_cast<std::size_t>(i)];
    }
  }
  return set;
}

// The digit's own ink in its box, as a share of its full ink. Fainter ink than a component's counts
// where it is the edge of a stroke: no farther from it than one of the 20 pixels that the digit
// will have.
std::vector<float> cropped(const InkMap& map, const Components& components,
                           const DigitGroup& group) {
  std::vector<bool> is_part(components.list.size() + 1);
  for (const int part : group.parts) is_part[static_cast<std::size_t>(part) + 1] = true;
  const PixelBox& box = group.box;
  const auto area = static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height);
  std::vector<unsigned char> own(area);
  std::vector<float> ink(area), full;
  for (std::size_t i = 0; i < area; ++i) {
    const std::size_t at =
        map.at(box.x + static_cast<int>(i) % box.width, box.y + static_cast<int>(i) / box.width);
    const auto label = static_cast<std::size_t>(components.labels[at]);
    own[i] = label != 0 && is_part[label];
    ink[i] = label == 0 || own[i] != 0 ? static_cast<float>(map.ink[at]) : 0.0f;
    if (own[i] != 0) full.push_back(ink[i]);
  }
  const auto quarter = full.begin() + static_cast<std::ptrdiff_t>(full.size() * 3 / 4);
  std::nth_element(full.begin(), quarter, full.end());
  const int edge = std::max(2, std::max(box.width, box.height) / 20);
  const std::vector<unsigned char> near = grown(own, box.width, box.height, edge);
  for (std::size_t i = 0; i < area; ++i)
    ink[i] = near[i] != 0 ? std::min(1.0f, ink[i] / *quarter) : 0.0f;
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
