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

float paper_level(std::span<const float, kImagePixels> pixels) {
  const float median = border_median(pixels);
  return median > kBrightPaper ? 0.0f : median;
}

void take_paper_away(std::span<float, kImagePixels> pixels, float paper) {
  if (paper == 0) return;
  const float ink = 1.0f / (1.0f - paper);
  for (float& pixel : pixels) pixel = std::max(0.0f, (pixel - paper) * ink);
}

}  // namespace second_opinion
