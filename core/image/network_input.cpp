// Paper first, since pictures of all kinds are alike only without it; then one
// product and one sum per pixel.
#include "core/image/network_input.hpp"

#include <cassert>

#include "core/image/digit_image.hpp"
#include "core/image/paper.hpp"

namespace second_opinion {
namespace {

constexpr float kFullByte = 255;

// Nearly every picture's paper is black, on any scale; another is measured on the scale 0..1.
void take_away_its_paper(std::span<float, kImagePixels> picture, float full_ink) {
  if (border_median(picture) == 0) return;
  for (float& pixel : picture) pixel /= full_ink;
  take_paper_away(picture, paper_level(picture));
  for (float& pixel : picture) pixel *= full_ink;
}

}  // namespace

void prepare_network_input(std::span<float> pixels, InkScale scale, float mean, float deviation) {
  assert(pixels.size() % kImagePixels == 0);
  for (std::size_t first = 0; first < pixels.size(); first += kImagePixels)
    take_away_its_paper(std::span<float, kImagePixels>(pixels.data() + first, kImagePixels),
                        scale == InkScale::kByte ? kFullByte : 1);
  // Each scale keeps its own order of rounding: with it the shipped networks give the answers that
  // were measured, and their recipes end in the same weights again.
  if (scale == InkScale::kByte) {
    const float factor = 1 / (kFullByte * deviation), shift = -mean / deviation;
    for (float& pixel : pixels) pixel = pixel * factor + shift;
  } else {
    const float factor = 1 / deviation;
    for (float& pixel : pixels) pixel = (pixel - mean) * factor;
  }
}

}  // namespace second_opinion
