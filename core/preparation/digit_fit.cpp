// Area means along one axis, then along the other.
#include "core/preparation/digit_fit.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

namespace second_opinion {
namespace {

constexpr int kDigitSide = 20;    // of kImageSide; LeCun et al. 1998
constexpr double kCentre = 14.5;  // where MNIST's mass lies on average: the middle of pixel 14

// values: count groups of `from` values, each `stride` apart → count groups of `to` means.
std::vector<float> area_means(const std::vector<float>& values, int from, int to, int lines,
                              bool along_rows) {
  std::vector<float> means(static_cast<std::size_t>(to) * static_cast<std::size_t>(lines));
  const float step = static_cast<float>(from) / static_cast<float>(to);
  for (int i = 0; i < to; ++i) {
    const float begin = static_cast<float>(i) * step;
    const float end = std::min(static_cast<float>(from), begin + step);
    const int first = static_cast<int>(begin);
    const int last = std::min(from - 1, static_cast<int>(end));
    for (int line = 0; line < lines; ++line) {
      float sum = 0;
      for (int at = first; at <= last; ++at) {
        const float share =
            std::min(end, static_cast<float>(at + 1)) - std::max(begin, static_cast<float>(at));
        const int place = along_rows ? line * from + at : at * lines + line;
        if (share > 0) sum += share * values[static_cast<std::size_t>(place)];
      }
      means[static_cast<std::size_t>(along_rows ? line * to + i : i * lines + line)] = sum / step;
    }
  }
  return means;
}

// Where a digit of `side` pixels begins, so that its mass is centred and nothing is cut off.
int begin_of(double centre, int side) {
  const int begin = static_cast<int>(std::floor(kCentre - centre + 0.5));
  return std::clamp(begin, 0, kImageSide - side);
}

}  // namespace

DigitImage fit_digit(std::span<const float> ink, int width, int height) {
  assert(width > 0 && height > 0);
  const int longest = std::max(width, height);
  const auto side_of = [&](int side) {
    return std::clamp((2 * kDigitSide * side + longest) / (2 * longest), 1, kDigitSide);
  };
  const int wide = side_of(width), high = side_of(height);
  std::vector<float> fitted(ink.begin(), ink.end());
  fitted = area_means(fitted, width, wide, height, true);
  fitted = area_means(fitted, height, high, wide, false);
  double mass = 0, across = 0, down = 0;
  for (int y = 0; y < high; ++y) {
    for (int x = 0; x < wide; ++x) {
      const auto value = static_cast<double>(fitted[static_cast<std::size_t>(y * wide + x)]);
      mass += value;
      across += value * (x + 0.5);
      down += value * (y + 0.5);
    }
  }
  const int left = begin_of(mass > 0 ? across / mass : wide / 2.0, wide);
  const int top = begin_of(mass > 0 ? down / mass : high / 2.0, high);
  std::array<float, kImagePixels> pixels{};
  for (int y = 0; y < high; ++y)
    for (int x = 0; x < wide; ++x)
      pixels[static_cast<std::size_t>((top + y) * kImageSide + left + x)] =
          std::clamp(fitted[static_cast<std::size_t>(y * wide + x)], 0.0f, 1.0f);
  const auto image = DigitImage::from_unit_values(pixels);
  assert(image);  // means of values from 0 to 1
  return *image;
}

}  // namespace second_opinion
