// IDX, the format MNIST comes in (big-endian magic, counts, then bytes), plain
// or gzip. Every field and the size are checked; nothing is taken on trust.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace second_opinion {

// More pictures than this are refused (QMNIST, the largest relative, has 402,953).
inline constexpr int kMaxIdxItems = 1'000'000;

struct IdxImages {
  int count = 0;
  std::vector<unsigned char> pixels;  // count×784
};

Result<IdxImages, std::string> read_idx_images(const std::filesystem::path& path);
// Labels 0..9.
Result<std::vector<unsigned char>, std::string> read_idx_labels(const std::filesystem::path& path);

}  // namespace second_opinion
