// A small made-up task for tests of training: easy to learn, not trivial.
#pragma once

#include "core/base/random.hpp"
#include "core/learning/training/dataset.hpp"

namespace second_opinion::testing {

// Digit d = a bright bar in rows 2d + 3 and 2d + 4, with noise.
inline Dataset bars_dataset(int count) {
  Dataset data;
  Random random(random_key(5, Purpose::kNoise));
  for (int i = 0; i < count; ++i) {
    const int digit = i % kDigitCount;
    for (int pixel = 0; pixel < kImagePixels; ++pixel) {
      const int row = pixel / kImageSide;
      const bool bar = row == 2 * digit + 3 || row == 2 * digit + 4;
      data.pixels.push_back(static_cast<unsigned char>(random.below(60) + (bar ? 150 : 0)));
    }
    data.labels.push_back(static_cast<unsigned char>(digit));
  }
  return data;
}

}  // namespace second_opinion::testing
