// Which bent version of the training pictures an epoch shows. One place for
// training and teaching, so that a student sees exactly what its teachers saw.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/learning/augmentation.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

struct TrainingView {
  std::uint64_t seed = 0;
  int number = 0;  // without a bank: the epoch
  bool light = false;
};

// Draws pictures of a view; outlives no settings, copies them.
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

// The first few (at most 8) of `images` as the view shows them, rounded to bytes, 784 each: enough
// to recognise whether pictures are still bent in the same way.
inline constexpr std::size_t kSamplePictures = 8;
std::vector<unsigned char> sample_view(const PictureViews& views, const Dataset& data,
                                       std::span<const int> images, const TrainingView& view);

}  // namespace second_opinion
