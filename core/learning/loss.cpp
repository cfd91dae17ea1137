// One row of ten at a time, in double precision: next to the layers it costs
// nothing.
#include "core/learning/loss.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "core/base/log_sum_exp.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

using Row = std::array<double, kDigitCount>;

struct Softmax {
  Row probability;
  Row log_probability;
};

Softmax softmax(const float* logits) {
  const double log_sum = log_sum_exp({logits, kDigitCount});
  Softmax result{};
  for (int k = 0; k < kDigitCount; ++k) {
    result.log_probability[k] = logits[k] - log_sum;
    result.probability[k] = std::exp(result.log_probability[k]);
  }
  return result;
}

// Value of squared or absolute error over the ten outputs; `slope` = its derivative by each output.
double error_of(LossKind kind, const Row& output, const Row& target, Row& slope) {
  double value = 0;
  for (int k = 0; k < kDigitCount; ++k) {
    const double off = output[k] - target[k];
    value += (kind == LossKind::kMse ? off * off : std::abs(off)) / kDigitCount;
    slope[k] = (kind == LossKind::kMse ? 2 * off : (off > 0) - (off < 0)) / kDigitCount;
  }
  return value;
}

Row target_row(int label, double smoothing) {
  Row target;
  target.fill(smoothing / kDigitCount);
  target[label] += 1 - smoothing;
  return target;
}

double cross_entropy(const Softmax& soft, const Row& target) {
  double value = 0;
  for (int k = 0; k < kDigitCount; ++k) value -= target[k] * soft.log_probability[k];
  return value;
}

// The objective of one image; `gradient` = its derivative by the logits.
double objective_row(const LossSettings& settings, const float* logits, const Row& target,
                     Row& gradient) {
  const bool raw = settings.output == OutputKind::kLinear;
  if (raw) {
    Row output;
    std::copy(logits, logits + kDigitCount, output.begin());
    return error_of(settings.kind, output, target, gradient);
  }
  const Softmax soft = softmax(logits);
  if (settings.kind == LossKind::kCrossEntropy) {
    for (int k = 0; k < kDigitCount; ++k) gradient[k] = soft.probability[k] - target[k];
    return cross_entropy(soft, target);
  }
  Row slope;
  const double value = error_of(settings.kind, soft.probability, target, slope);
  double mean_slope = 0;
  for (int k = 0; k < kDigitCount; ++k) mean_slope += slope[k] * soft.probability[k];
  for (int k = 0; k < kDigitCount; ++k) gradient[k] = soft.probability[k] * (slope[k] - mean_slope);
  return value;
}

}  // namespace

double uninformed_loss(const LossSettings& settings) {
  constexpr double kShare = 1.0 / kDigitCount;
  switch (settings.kind) {
    case LossKind::kCrossEntropy:
      return std::log(kDigitCount);
    case LossKind::kMse:  // one output misses by 1 - share, nine by the share; so below
      return ((1 - kShare) * (1 - kShare) + (kDigitCount - 1) * kShare * kShare) * kShare;
    case LossKind::kMae:
      return 2 * (1 - kShare) * kShare;
  }
  return 0;
}

LossSum compute_loss(const LossSettings& settings, const Tensor& logits,
                     std::span<const unsigned char> labels, float scale, Tensor* gradient) {
  assert(logits.shape.features() == kDigitCount &&
         labels.size() == static_cast<std::size_t>(logits.shape.batch));
  assert(settings.kind != LossKind::kCrossEntropy || settings.output == OutputKind::kSoftmax);
  if (gradient) gradient->resize(logits.shape);
  LossSum sum;
  for (std::size_t image = 0; image < labels.size(); ++image) {
    const float* row = logits.data() + image * kDigitCount;
    const int label = labels[image];
    Row slope, unused;
    const double objective =
        objective_row(settings, row, target_row(label, settings.label_smoothing), slope);
    sum.objective += objective;
    sum.plain += settings.label_smoothing == 0
                     ? objective
                     : objective_row(settings, row, target_row(label, 0), unused);
    sum.right += std::max_element(row, row + kDigitCount) - row == label;
    if (!gradient) continue;
    for (int k = 0; k < kDigitCount; ++k)
      gradient->values[image * kDigitCount + k] = static_cast<float>(slope[k]) * scale;
  }
  return sum;
}

}  // namespace second_opinion
