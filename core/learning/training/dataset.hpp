// Labelled 28×28 pictures in memory. Reads no files; whoever fills it sees to
// it that there are as many labels as pictures and that each label is 0..9.
#pragma once

#include <span>
#include <vector>

#include "core/image/digit_image.hpp"

namespace second_opinion {

struct Dataset {
  std::vector<unsigned char> pixels;  // size()×784, 0..255, row by row
  std::vector<unsigned char> labels;  // 0..9

  int size() const { return static_cast<int>(labels.size()); }
  std::span<const unsigned char, kImagePixels> image(int index) const {
    return std::span<const unsigned char, kImagePixels>(
        pixels.data() + static_cast<std::size_t>(index) * kImagePixels, kImagePixels);
  }
};

// The pictures that `indices` name, in that order.
inline Dataset subset(const Dataset& data, std::span<const int> indices) {
  Dataset part;
  part.labels.reserve(indices.size());
  part.pixels.reserve(indices.size() * kImagePixels);
  for (const int index : indices) {
    const auto image = data.image(index);
    part.pixels.insert(part.pixels.end(), image.begin(), image.end());
    part.labels.push_back(data.labels[static_cast<std::size_t>(index)]);
  }
  return part;
}

}  // namespace second_opinion
