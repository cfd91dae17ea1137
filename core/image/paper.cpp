#include "core/image/paper.hpp"

#include <algorithm>
#include <array>

namespace second_opinion {

float paper_level(std::span<const float, kImagePixels> pixels) {
  constexpr std::size_t kLast = kImageSide - 1, kSide = kImageSide;
  std::array<float, 4 * kLast> border;
  for (std::size_t i = 0; i < kLast; ++i) {
    border[4 * i] = pixels[i];
    border[4 * i + 1] = pixels[i * kSide + kLast];
    border[4 * i + 2] = pixels[kLast * kSide + kLast - i];
    border[4 * i + 3] = pixels[(kLast - i) * kSide];
  }
  const auto median = border.begin() + border.size() / 2;
  std::nth_element(border.begin(), median, border.end());
  return *median > 0.5f ? 0.0f : *median;
}

void take_paper_away(std::span<float, kImagePixels> pixels, float paper) {
  if (paper == 0) return;
  const float ink = 1.0f / (1.0f - paper);
  for (float& pixel : pixels) pixel = std::max(0.0f, (pixel - paper) * ink);
}

}  // namespace second_opinion
