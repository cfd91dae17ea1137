// Three steps, in the order in which pictures of all kinds become alike.
#include "core/image/network_input.hpp"

#include <cassert>

#include "core/image/digit_image.hpp"
#include "core/image/paper.hpp"

namespace second_opinion {

void prepare_network_input(std::span<float> pixels, InkScale scale, float mean, float deviation) {
  assert(pixels.size() % kImagePixels == 0);
  // A division, as DigitImage::from_bytes has it: a product would round otherwise.
  if (scale == InkScale::kByte)
    for (float& pixel : pixels) pixel /= 255.0f;
  for (std::size_t first = 0; first < pixels.size(); first += kImagePixels) {
    const std::span<float, kImagePixels> picture(pixels.data() + first, kImagePixels);
    take_paper_away(picture, paper_level(picture));
  }
  const float factor = 1.0f / deviation;
  for (float& pixel : pixels) pixel = (pixel - mean) * factor;
}

}  // namespace second_opinion
