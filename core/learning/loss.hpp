// Losses over ten outputs and their gradients with respect to the logits.
#pragma once

#include <span>

#include "core/base/tensor.hpp"

namespace second_opinion {

enum class LossKind { kCrossEntropy, kMse, kMae };
enum class OutputKind {
  kSoftmax,
  kLinear
};  // what is compared with the one-hot label: softmax(logits), or the logits as they are

struct LossSettings {
  LossKind kind = LossKind::kCrossEntropy;
  OutputKind output = OutputKind::kSoftmax;  // cross-entropy knows no other
  double label_smoothing = 0;                // the label gets 1 - s + s/10, every other class s/10
};

// Sums over images; divide by their number.
struct LossSum {
  double objective = 0;  // what the gradient belongs to
  double plain = 0;      // the same without label smoothing: what curves show
  int right = 0;         // the largest output is the label's (the lower one on a tie)
};

// The mean loss per image, without smoothing, of an answer that knows nothing and gives every digit
// the same.
double uninformed_loss(const LossSettings& settings);

// logits: (B,1,1,10). MSE and MAE are means over the ten outputs. When wanted,
// gradient = d(Σ objective) / d logits · scale; pass 1 / batch for the gradient of the batch's
// mean.
LossSum compute_loss(const LossSettings& settings, const Tensor& logits,
                     std::span<const unsigned char> labels, float scale, Tensor* gradient);

}  // namespace second_opinion
