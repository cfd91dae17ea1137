// Which augmented version of the training pictures an epoch shows. One place for
// students and teachers, so that a student sees exactly what its teachers saw.
#pragma once

#include <cstdint>
#include <span>

#include "core/learning/augmentation/augmentation.hpp"
#include "core/learning/training/dataset.hpp"

namespace second_opinion {

struct TrainingView {
  std::uint64_t seed = 0;
  int number = 0;      // without distillation: the epoch
  bool light = false;  // with the lighter augmentation of the last epochs
};

// Draws pictures of a view. Keeps a copy of the settings.
class PictureViews {
 public:
  explicit PictureViews(const AugmentationSettings& settings);

  // Pixels 0..255 of data's picture `image` as the view shows it; depends on nothing else.
  void draw(const Dataset& data, int image, const TrainingView& view,
            std::span<float, kImagePixels> pixels) const;

 private:
  AugmentationSettings full_;
  AugmentationSettings light_;
};

}  // namespace second_opinion
