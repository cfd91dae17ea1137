// How unlike a digit a picture is, judged from what a network computes anyway:
// a logistic regression on the inputs of its last layer, their squares and the
// logits' energy. Fitted by the trainer against pictures that are no digits
// (outlier exposure, Hendrycks et al. 2019); here it is only applied.
#pragma once

#include <span>
#include <vector>

#include "core/network/network.hpp"

namespace second_opinion {

struct NoveltyModel {
  float bias = 0;             // such that the sum is 0 where the warning begins
  float energy = 0;           // weight of log Σ exp(logit) (Liu et al. 2020)
  std::vector<float> plain;   // one weight per input of the last layer …
  std::vector<float> square;  // … and one per squared input
  bool operator==(const NoveltyModel&) const = default;
};

// Inputs of the last layer per picture; 0 unless that layer is linear.
int novelty_features(const Network& network);

// features: novelty_features(network); logits: ten, not divided by the temperature → 0..1,
// above 0.5 the picture looks unlike a digit. Sums beyond all measure count as 1.
float novelty(const NoveltyModel& model, std::span<const float> features,
              std::span<const float> logits);

}  // namespace second_opinion
