// The key of an augmented picture is made of the view's seed and number and of
// the picture's index: no order of work can change it.
#include "core/learning/training/training_view.hpp"

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

}  // namespace second_opinion
