// A network on held-out pictures during training: loss of the training's kind,
// accuracy, and the temperature that calibrates it.
#pragma once

#include <span>
#include <vector>

#include "core/base/part_runner.hpp"
#include "core/learning/loss.hpp"
#include "core/learning/training/dataset.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

// data.size()×10, by forward passes outside training.
std::vector<float> compute_logits(const Network& network, const Dataset& data, float input_mean,
                                  float input_deviation, const PartRunner& runner = {});

struct Validation {
  double loss = 0;  // mean, of the training's kind, without label smoothing
  double accuracy = 0;
};
Validation validate(const LossSettings& loss, std::span<const float> logits,
                    std::span<const unsigned char> labels);

inline constexpr double kLeastTemperature = 0.01, kGreatestTemperature = 100;

// The mean cross-entropy of softmax(logits / temperature); 0 when there are no labels.
double mean_cross_entropy(std::span<const float> logits, std::span<const unsigned char> labels,
                          double temperature);

// The divisor of the logits with the least mean cross-entropy (Guo et al. 2017), between the two.
// 1 when there are no labels.
double fit_temperature(std::span<const float> logits, std::span<const unsigned char> labels);

}  // namespace second_opinion
