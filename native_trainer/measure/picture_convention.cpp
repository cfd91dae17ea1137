// Both ways are tried on the same sample, so that the accuracies differ by the change alone. Sets
// of dark ink on white need no word: the front end turns each of their pictures.
#include "native_trainer/measure/picture_convention.hpp"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {
namespace {

constexpr int kSample = 1000;
constexpr double kLeastGain = 0.2;

// Evenly spread over the set, because sets may be sorted by label.
Dataset sample_of(const Dataset& data) {
  const int count = std::min(kSample, data.size());
  std::vector<int> indices;
  for (int i = 0; i < count; ++i)
    indices.push_back(static_cast<int>(static_cast<std::int64_t>(i) * data.size() / count));
  return subset(data, indices);
}

Dataset transposed(const Dataset& data) {
  Dataset out{{}, data.labels};
  out.pixels.reserve(data.pixels.size());
  for (int image = 0; image < data.size(); ++image) {
    const auto picture = data.image(image);
    for (std::size_t row = 0; row < kImageSide; ++row)
      for (std::size_t column = 0; column < kImageSide; ++column)
        out.pixels.push_back(picture[column * kImageSide + row]);
  }
  return out;
}

}  // namespace

std::optional<OtherConvention> other_convention(const WeightsFile& file, const Dataset& data,
                                                int threads) {
  const Dataset sample = sample_of(data);
  const auto measured = [&](const Dataset& pictures) {
    return evaluate(predict(file, pictures, threads), pictures.labels);
  };
  const Evaluation as_they_are = measured(sample);
  const Evaluation tried = measured(transposed(sample));
  const bool far_better = tried.accuracy >= as_they_are.accuracy + kLeastGain &&
                          tried.interval.low > as_they_are.interval.high;
  if (!far_better) return std::nullopt;
  return OtherConvention{"transposed", sample.size(), as_they_are.accuracy, tried.accuracy};
}

std::string describe(const OtherConvention& other) {
  char text[320];
  std::snprintf(text, sizeof text,
                "the pictures look %.*s compared with those the network learned from: of a sample "
                "of %d it reads %.1f %% as they are and %.1f %% once %.*s; change the files that "
                "way and evaluate again",
                static_cast<int>(other.name.size()), other.name.data(), other.images,
                100 * other.as_they_are, 100 * other.once_changed,
                static_cast<int>(other.name.size()), other.name.data());
  return text;
}

}  // namespace second_opinion
