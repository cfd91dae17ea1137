// Predictions are made by the same Classifier that the page uses, one per thread.
#include "native_trainer/measure/evaluation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/classifier/classifier.hpp"
#include "native_trainer/threads/thread_pool.hpp"

namespace second_opinion {
namespace {

constexpr int kPortion = 50;  // images a thread takes at a time

}  // namespace

std::vector<float> predict(const WeightsFile& file, const Dataset& data, int threads) {
  ThreadPool pool(threads);
  std::vector<std::unique_ptr<Classifier>> classifiers;
  for (int worker = 0; worker < pool.size(); ++worker)
    classifiers.push_back(std::make_unique<Classifier>(file));
  std::vector<float> probabilities(static_cast<std::size_t>(data.size()) * kDigitCount);
  pool.run((data.size() + kPortion - 1) / kPortion, [&](int task, int worker) {
    const int first = task * kPortion, count = std::min(kPortion, data.size() - first);
    std::vector<float> pixels(static_cast<std::size_t>(count) * kImagePixels);
    for (int i = 0; i < count; ++i) {
      const DigitImage image = DigitImage::from_bytes(data.image(first + i));
      std::copy(image.pixels().begin(), image.pixels().end(),
                pixels.begin() + static_cast<std::ptrdiff_t>(i) * kImagePixels);
    }
    const auto out = std::span(probabilities)
                         .subspan(static_cast<std::size_t>(first) * kDigitCount,
                                  static_cast<std::size_t>(count) * kDigitCount);
    classifiers[static_cast<std::size_t>(worker)]->classify(pixels, out);
  });
  return probabilities;
}

int guess(std::span<const float> probabilities) {
  return static_cast<int>(std::max_element(probabilities.begin(), probabilities.end()) -
                          probabilities.begin());
}

Evaluation evaluate(std::span<const float> probabilities, std::span<const unsigned char> labels) {
  assert(probabilities.size() == labels.size() * kDigitCount);
  Evaluation result;
  result.images = static_cast<int>(labels.size());
  for (std::size_t image = 0; image < labels.size(); ++image) {
    const auto row = probabilities.subspan(image * kDigitCount, kDigitCount);
    const int digit = guess(row), truth = labels[image];
    ++result.confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(digit)];
    if (digit == truth)
      ++result.right;
    else
      result.errors.push_back(static_cast<int>(image));
    // A probability that float rounds to 0 must not make the mean infinite.
    result.loss -=
        std::log(std::max(static_cast<double>(row[static_cast<std::size_t>(truth)]), 1e-30));
  }
  const double count = std::max(1, result.images);
  result.accuracy = result.right / count;
  result.loss /= count;
  result.interval = wilson_interval(result.right, result.images);
  result.ece = expected_calibration_error(probabilities, labels);
  return result;
}

Interval wilson_interval(int right, int total) {
  if (total == 0) return {0, 1};
  constexpr double z = 1.959963984540054;
  const double n = total, share = right / n;
  const double centre = share + z * z / (2 * n);
  const double reach = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {std::max(0.0, (centre - reach) / scale), std::min(1.0, (centre + reach) / scale)};
}

std::vector<ReliabilityBin> reliability(std::span<const float> probabilities,
                                        std::span<const unsigned char> labels, int bins) {
  const std::size_t count = labels.size(), parts = static_cast<std::size_t>(bins);
  std::vector<float> confidence(count);
  std::vector<char> right(count);
  for (std::size_t image = 0; image < count; ++image) {
    const auto row = probabilities.subspan(image * kDigitCount, kDigitCount);
    const int digit = guess(row);
    confidence[image] = row[static_cast<std::size_t>(digit)];
    right[image] = digit == labels[image];
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return confidence[a] < confidence[b]; });
  std::vector<ReliabilityBin> result(parts);
  for (std::size_t bin = 0; bin < parts; ++bin) {
    ReliabilityBin& into = result[bin];
    for (std::size_t i = count * bin / parts; i < count * (bin + 1) / parts; ++i) {
      into.confidence += confidence[order[i]];
      into.accuracy += right[order[i]] ? 1 : 0;
      ++into.count;
    }
    into.confidence /= std::max(1, into.count);
    into.accuracy /= std::max(1, into.count);
  }
  return result;
}

std::vector<DoubtBin> doubts(std::span<const float> probabilities,
                             std::span<const unsigned char> labels) {
  std::vector<DoubtBin> bins;
  for (const double below : {1e-4, 1e-3, 1e-2, 1e-1, 1.0}) bins.push_back({.below = below});
  for (std::size_t image = 0; image < labels.size(); ++image) {
    const auto row = probabilities.subspan(image * kDigitCount, kDigitCount);
    const int digit = guess(row);
    // Summed over the others: 1 - p would lose the small ones to rounding.
    double doubt = 0;
    for (int other = 0; other < kDigitCount; ++other)
      doubt += other == digit ? 0.0 : static_cast<double>(row[static_cast<std::size_t>(other)]);
    const auto place = std::find_if(bins.begin(), bins.end() - 1,
                                    [&](const DoubtBin& bin) { return doubt < bin.below; });
    place->doubt += doubt;
    ++place->count;
    place->wrong += digit != labels[image];
  }
  for (DoubtBin& bin : bins) bin.doubt /= std::max(1, bin.count);
  return bins;
}

double expected_calibration_error(std::span<const float> probabilities,
                                  std::span<const unsigned char> labels, int bins) {
  double error = 0;
  for (const ReliabilityBin& bin : reliability(probabilities, labels, bins))
    error += std::abs(bin.confidence - bin.accuracy) * bin.count;
  return error / static_cast<double>(std::max<std::size_t>(1, labels.size()));
}

}  // namespace second_opinion
