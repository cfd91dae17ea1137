// The loss of a student that learns from its teachers' logits and from the
// labels at once (Hinton, Vinyals, Dean 2015, "Distilling the Knowledge in a
// Neural Network").
#pragma once

#include <span>

#include "core/learning/loss.hpp"

namespace second_opinion {

struct DistillationSettings {
  double weight = 0;       // of the teachers, 0..1; the labels get the rest
  double temperature = 1;  // softens teachers and student alike
};

// weight · T² · KL(softmax(teachers / T) ‖ softmax(logits / T)) + (1 - weight) · the loss by the
// labels. T² keeps the size of the first gradient independent of T. logits: (B,1,1,10); teachers:
// B×10 logits; sums and gradient as compute_loss's (`plain` and `right` are by the labels alone).
LossSum compute_distillation_loss(const LossSettings& settings,
                                  const DistillationSettings& distillation, const Tensor& logits,
                                  std::span<const float> teachers,
                                  std::span<const unsigned char> labels, float scale,
                                  Tensor* gradient);

}  // namespace second_opinion
