// A data set from its files, checked: as many labels as pictures, each label
// 0..9. Knows where MNIST lies on disk; fetches nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.hpp"
#include "core/learning/training/dataset.hpp"

namespace second_opinion {

// CRC-32 of all pixels and labels: recognises a data set.
std::uint32_t data_checksum(const Dataset& data);

// IDX files, plain or gzip, or folders that hold a file of the folder's own name. The error says
// what does not fit in which of the files.
Result<Dataset, std::string> load_dataset(const std::filesystem::path& images,
                                          const std::filesystem::path& labels);

// `option` (--data) beats the environment's MNIST_DIR beats data/mnist.
std::filesystem::path data_folder(const std::string& option);

enum class MnistSet { kTrain, kTest };

// Finds the set's two files in the folder, plain or gzip, under their original names, with a dot in
// place of the last hyphen (train-images.idx3-ubyte), or inside a folder of the file's own name, as
// Kaggle's archives unpack. The error says which file is missing and how to get it.
Result<Dataset, std::string> load_mnist(const std::filesystem::path& folder, MnistSet set);

}  // namespace second_opinion
