// Works on one row of ten at a time, in double precision, as loss.cpp does.
#include "core/learning/distillation_loss.hpp"

#include <array>
#include <cassert>
#include <cmath>

#include "core/base/log_sum_exp.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

using Row = std::array<double, kDigitCount>;

// log softmax(logits / temperature)
Row soft_logarithms(const float* logits, double temperature) {
  const double log_sum = log_sum_exp({logits, kDigitCount}, temperature);
  Row row;
  for (int k = 0; k < kDigitCount; ++k) row[k] = logits[k] / temperature - log_sum;
  return row;
}

// KL(teacher ‖ student); `slope` = its derivative by the student's logits.
double divergence(const float* student, const float* teacher, double temperature, Row& slope) {
  const Row q = soft_logarithms(student, temperature), p = soft_logarithms(teacher, temperature);
  double value = 0;
  for (int k = 0; k < kDigitCount; ++k) {
    value += std::exp(p[k]) * (p[k] - q[k]);
    slope[k] = (std::exp(q[k]) - std::exp(p[k])) / temperature;
  }
  return value;
}

}  // namespace

LossSum compute_distillation_loss(const LossSettings& settings,
                                  const DistillationSettings& distillation, const Tensor& logits,
                                  std::span<const float> teachers,
                                  std::span<const unsigned char> labels, float scale,
                                  Tensor* gradient) {
  assert(teachers.size() == labels.size() * kDigitCount);
  const double by_teachers =
      distillation.weight * distillation.temperature * distillation.temperature;
  const double by_labels = 1 - distillation.weight;
  LossSum sum = compute_loss(settings, logits, labels, scale, gradient);
  sum.objective *= by_labels;
  for (std::size_t first = 0; first < teachers.size(); first += kDigitCount) {
    Row slope;
    sum.objective += by_teachers * divergence(logits.data() + first, &teachers[first],
                                              distillation.temperature, slope);
    if (!gradient) continue;
    for (std::size_t k = 0; k < kDigitCount; ++k) {
      float& value = gradient->values[first + k];
      value = static_cast<float>(by_labels * value + by_teachers * slope[k] * scale);
    }
  }
  return sum;
}

}  // namespace second_opinion
