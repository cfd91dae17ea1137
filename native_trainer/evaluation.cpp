// Predictions by the same Classifier that the page uses, one per thread.
#include "native_trainer/evaluation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/classifier.hpp"
#include "native_trainer/thread_pool.hpp"

namespace second_opinion {
namespace {

constexpr int kPortion = 50;  // images a thread takes at a time

}  // namespace

std::vector<float> predict(const WeightsFile& file, const Dataset& data, int threads) {
  ThreadPool pool(threads);
  std::vector<std::unique_ptr<Classifier>> classifiers;
  for (int worker = 0; worker < pool.size(); ++worker) classifiers.push_back(std::make_unique<Classifier>(file));
  std::vector<float> probabilities(static_cast<std::size_t>(data.size()) * kDigitCount);
  pool.run((data.size() + kPortion - 1) / kPortion, [&](int task, int worker) {
    const int first = task * kPortion, count = std::min(kPortion, data.size() - first);
    std::vector<float> pixels(static_cast<std::size_t>(count) * kImagePixels);
    for (int i = 0; i < count; ++i) {
      const DigitImage image = DigitImage::from_bytes(data.image(first + i));
      std::copy(image.pixels().begin(), image.pixels().end(), pixels.begin() + static_cast<std::ptrdiff_t>(i) * kImagePixels);
    }
    const auto out = std::span(probabilities)
                         .subspan(static_cast<std::size_t>(first) * kDigitCount, static_cast<std::size_t>(count) * kDigitCount);
    classifiers[static_cast<std::size_t>(worker)]->classify(pixels, out);
  });
  return probabilities;
}

int guess(std::span<const float> probabilities) {
  return static_cast<int>(std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin());
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
    result.loss -= std::log(std::max(static_cast<double>(row[static_cast<std::size_t>(truth)]), 1e-30));
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

double expected_calibration_error(std::span<const float> probabilities, std::span<const unsigned char> labels, int bins) {
  const std::size_t count = labels.size();
  if (count == 0) return 0;
  std::vector<float> confidence(count);
  std::vector<char> right(count);
  for (std::size_t image = 0; image < count; ++image) {
    const auto row = probabilities.subspan(image * kDigitCount, kDigitCount);
    const int digit = guess(row);
    confidence[image] = row[static_cast<std::size_t>(digit)];
    right[image] = digit == labels[image];
  }
  std::vector<int> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return confidence[static_cast<std::size_t>(a)] < confidence[static_cast<std::size_t>(b)];
  });
  double error = 0;
  for (int bin = 0; bin < bins; ++bin) {
    double gap = 0;
    for (std::size_t i = count * static_cast<std::size_t>(bin) / static_cast<std::size_t>(bins);
         i < count * static_cast<std::size_t>(bin + 1) / static_cast<std::size_t>(bins); ++i) {
      const std::size_t image = static_cast<std::size_t>(order[i]);
      gap += confidence[image] - (right[image] ? 1.0 : 0.0);
    }
    error += std::abs(gap) / static_cast<double>(count);
  }
  return error;
}

}  // namespace second_opinion
