// The border's median, and what follows from it.
#include "core/image/paper.hpp"

#include <algorithm>
#include <array>

namespace second_opinion {
namespace {

constexpr float kBrightPaper = 0.5f;  // brighter paper is brighter than its ink

}  // namespace

float border_median(std::span<const float, kImagePixels> pixels) {
  constexpr std::size_t kLast = kImageSide - 1, kSide = kImageSide;
  std::array<float, 4 * kLast> border;
  for (std::size_t i = 0; i < kLast; ++i) {
    border[4 * i] = pixels[i];
    border[4 * i + 1] = pixels[i * kSide + kLast];
    border[4 * i + 2] = pixels[kLast * kSide + kLast - i];
    border[4 * i + 3] = pixels[(kLast - i) * kSide];
  }
  // The paper of nearly every picture is black, which counting shows sooner than sorting.
  constexpr auto kHalf = static_cast<std::ptrdiff_t>(border.size() / 2);
  if (std::count(border.begin(), border.end(), 0.0f) > kHalf) return 0;
  const auto median = border.begin() + kHalf;
  std::nth_element(border.begin(), median, border.end());
  return *median;
}

bool looks_inverted(std::span<const float, kImagePixels> pixels) {
  return border_median(pixels) > kBrightPaper;
}

}  // namespace second_opinion
