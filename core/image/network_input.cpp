// The front end first, since pictures of all kinds are alike only after it; then one product and
// one sum per pixel.
#include "core/image/network_input.hpp"

#include <array>
#include <cassert>

#include "core/image/digit_image.hpp"
#include "core/image/front_end.hpp"

namespace second_opinion {
namespace {

constexpr float kFullByte = 255;

// The front end knows 0..1 only. A picture that it leaves alone keeps its bits on any scale.
void apply_front_end_to(std::span<float, kImagePixels> picture, float full_ink) {
  std::array<float, kImagePixels> unit;
  for (std::size_t i = 0; i < unit.size(); ++i) unit[i] = picture[i] / full_ink;
  if (!apply_front_end(unit).changed()) return;
  for (std::size_t i = 0; i < unit.size(); ++i) picture[i] = unit[i] * full_ink;
}

}  // namespace

void prepare_network_input(std::span<float> pixels, InkScale scale, float mean, float deviation) {
  assert(pixels.size() % kImagePixels == 0);
  for (std::size_t first = 0; first < pixels.size(); first += kImagePixels)
    apply_front_end_to(std::span<float, kImagePixels>(pixels.data() + first, kImagePixels),
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
