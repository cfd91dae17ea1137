// The key of a picture is made of the view's seed and number and its own index.
#include "native_trainer/training_view.hpp"

#include "native_trainer/random.hpp"

namespace second_opinion {

PictureViews::PictureViews(const AugmentationSettings& settings)
    : full_(settings), light_(scaled(settings, settings.light_factor)) {}

void PictureViews::draw(const Dataset& data, int image, const TrainingView& view, std::span<float, kImagePixels> pixels) const {
  const std::uint64_t key =
      random_key(view.seed, Purpose::kAugmentation, {static_cast<std::uint64_t>(view.number), static_cast<std::uint64_t>(image)});
  augment(data.image(image), view.light ? light_ : full_, key, pixels);
}

}  // namespace second_opinion
