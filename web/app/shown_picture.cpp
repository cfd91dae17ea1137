// Reduces by averaging the pixels that fall into each new one, which no detail escapes.
#include "web/app/shown_picture.hpp"

#include <algorithm>
#include <cstdint>

namespace second_opinion {
namespace {

// Where the pixels of the new one at `at` begin, of `from` pixels that become `to`.
int first_of(int at, int from, int to) {
  return static_cast<int>(std::int64_t{at} * from / to);
}

unsigned char mean(const GreyPicture& picture, int left, int right, int top, int bottom) {
  std::int64_t sum = 0;
  for (int y = top; y < bottom; ++y) {
    const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
    for (int x = left; x < right; ++x) sum += picture.pixels[row + static_cast<std::size_t>(x)];
  }
  const std::int64_t count = std::int64_t{right - left} * (bottom - top);
  return static_cast<unsigned char>((sum + count / 2) / count);
}

}  // namespace

GreyPicture reduced(const GreyPicture& picture, int most_side) {
  const int longest = std::max(picture.width, picture.height);
  if (longest <= most_side) return picture;
  GreyPicture small;
  small.width = std::max(1, first_of(picture.width, most_side, longest));
  small.height = std::max(1, first_of(picture.height, most_side, longest));
  small.pixels.reserve(static_cast<std::size_t>(small.width) *
                       static_cast<std::size_t>(small.height));
  for (int y = 0; y < small.height; ++y) {
    const int top = first_of(y, picture.height, small.height);
    const int bottom = first_of(y + 1, picture.height, small.height);
    for (int x = 0; x < small.width; ++x)
      small.pixels.push_back(mean(picture, first_of(x, picture.width, small.width),
                                  first_of(x + 1, picture.width, small.width), top, bottom));
  }
  return small;
}

}  // namespace second_opinion
