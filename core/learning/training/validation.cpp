// Forward passes in portions; the temperature by golden-section search over its
// logarithm, where the mean cross-entropy has a single minimum.
#include "core/learning/training/validation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/log_sum_exp.hpp"
#include "core/image/network_input.hpp"

namespace second_opinion {
namespace {

constexpr int kPortion = 50;

}  // namespace

std::vector<float> compute_logits(const Network& network, const Dataset& data, float input_mean,
                                  float input_deviation, const PartRunner& runner) {
  const Network folded = fold_batch_norm(network);
  std::vector<Workspace> workspaces(static_cast<std::size_t>(runner.workers));
  std::vector<Tensor> inputs(static_cast<std::size_t>(runner.workers));
  std::vector<float> logits(static_cast<std::size_t>(data.size()) * kDigitCount);
  runner.run((data.size() + kPortion - 1) / kPortion, [&](int portion, int worker) {
    const int first = portion * kPortion, count = std::min(kPortion, data.size() - first);
    Tensor& images = inputs[static_cast<std::size_t>(worker)];
    images.resize({count, kImageSide, kImageSide, 1});
    const auto bytes =
        std::span(data.pixels)
            .subspan(static_cast<std::size_t>(first) * kImagePixels, images.shape.size());
    std::copy(bytes.begin(), bytes.end(), images.values.begin());
    prepare_network_input(images.values, InkScale::kByte, input_mean, input_deviation);
    const Tensor& out = forward(folded, images, workspaces[static_cast<std::size_t>(worker)]);
    std::copy_n(out.values.begin(), count * kDigitCount,
                logits.begin() + static_cast<std::ptrdiff_t>(first) * kDigitCount);
  });
  return logits;
}

Validation validate(const LossSettings& loss, std::span<const float> logits,
                    std::span<const unsigned char> labels) {
  Tensor rows({static_cast<int>(labels.size()), 1, 1, kDigitCount});
  std::copy(logits.begin(), logits.end(), rows.values.begin());
  LossSettings plain = loss;
  plain.label_smoothing = 0;
  const LossSum sum = compute_loss(plain, rows, labels, 0, nullptr);
  const double count = static_cast<double>(std::max<std::size_t>(1, labels.size()));
  return {sum.plain / count, sum.right / count};
}

double mean_cross_entropy(std::span<const float> logits, std::span<const unsigned char> labels,
                          double temperature) {
  double sum = 0;
  for (std::size_t image = 0; image < labels.size(); ++image) {
    const auto row = logits.subspan(image * kDigitCount, kDigitCount);
    sum += log_sum_exp(row, temperature) - row[labels[image]] / temperature;
  }
  return sum / static_cast<double>(std::max<std::size_t>(1, labels.size()));
}

double fit_temperature(std::span<const float> logits, std::span<const unsigned char> labels) {
  if (labels.empty()) return 1;
  const double ratio = (std::sqrt(5.0) - 1) / 2;
  double low = std::log(kLeastTemperature), high = std::log(kGreatestTemperature);
  const auto cost = [&](double log_temperature) {
    return mean_cross_entropy(logits, labels, std::exp(log_temperature));
  };
  double left = high - ratio * (high - low), right = low + ratio * (high - low);
  double left_cost = cost(left), right_cost = cost(right);
  while (high - low > 1e-4) {
    if (left_cost < right_cost) {
      high = right;
      right = left;
      right_cost = left_cost;
      left = high - ratio * (high - low);
      left_cost = cost(left);
    } else {
      low = left;
      left = right;
      left_cost = right_cost;
      right = low + ratio * (high - low);
      right_cost = cost(right);
    }
  }
  return std::exp((low + high) / 2);
}

}  // namespace second_opinion
