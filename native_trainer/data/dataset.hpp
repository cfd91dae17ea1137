// Labelled 28×28 pictures in memory, checked: as many labels as pictures, each
// label 0..9. Knows where MNIST lies on disk; fetches nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
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
Dataset subset(const Dataset& data, std::span<const int> indices);

// CRC-32 of all pixels and labels: recognises a data set.
std::uint32_t data_checksum(const Dataset& data);

// IDX files, plain or gzip.
Result<Dataset, std::string> load_dataset(const std::filesystem::path& images,
                                          const std::filesystem::path& labels);

// `option` (--data) beats the environment's MNIST_DIR beats data/mnist.
std::filesystem::path data_folder(const std::string& option);

enum class MnistSet { kTrain, kTest };

// Finds the set's files in the folder, plain or gzip, under their original names.
Result<Dataset, std::string> load_mnist(const std::filesystem::path& folder, MnistSet set);

}  // namespace second_opinion
