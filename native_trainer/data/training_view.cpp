// The key of a picture is made of the view's seed and number and its own index.
#include "native_trainer/data/training_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/random.hpp"

namespace second_opinion {

PictureViews::PictureViews(const AugmentationSettings& settings)
    : full_(settings), light_(scaled(settings, settings.light_factor)) {}

void PictureViews::draw(const Dataset& data, int image, const TrainingView& view,
                        std::span<float, kImagePixels> pixels) const {
  const std::uint64_t key =
      random_key(view.seed, Purpose::kAugmentation,
                 {static_cast<std::uint64_t>(view.number), static_cast<std::uint64_t>(image)});
  augment(data.image(image), view.light ? light_ : full_, key, pixels);
}

std::vector<unsigned char> sample_view(const PictureViews& views, const Dataset& data,
                                       std::span<const int> images, const TrainingView& view) {
  std::vector<unsigned char> sample;
  std::array<float, kImagePixels> pixels{};
  for (const int image : images.first(std::min(kSamplePictures, images.size()))) {
    views.draw(data, image, view, pixels);
    for (const float pixel : pixels)
      sample.push_back(static_cast<unsigned char>(std::clamp(std::lround(pixel), 0l, 255l)));
  }
  return sample;
}

}  // namespace second_opinion
