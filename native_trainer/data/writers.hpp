// Who wrote which training picture, from QMNIST's label table (Yadav and Bottou
// 2019), and a split that keeps writers apart: nobody who wrote a held-out digit
// wrote one that is trained on, as it is with MNIST's test set.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/learning/training/split.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

// One writer's number per training picture, the numbers 0 … writers - 1 in no particular meaning.
// `table`: tab-separated, plain or gzip, one row per picture in MNIST's order: label, part of the
// collection, writer's number there, more columns. Labels must be the pictures' own, so that a
// table in another order is refused.
Result<std::vector<int>, std::string> read_writers(const std::filesystem::path& table,
                                                   std::span<const unsigned char> labels);

// Holds out round(writers · fraction) of the writers with all their pictures, at least one.
Split split_writers(std::span<const int> writers, double fraction, std::uint64_t seed = kSplitSeed);

}  // namespace second_opinion
