// Covers core/learning/training/validation.cpp.
#include "core/learning/training/validation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.hpp"

namespace second_opinion {
namespace {

// Logits whose softmax at `temperature` is how the labels are drawn.
void draw(double temperature, int count, std::vector<float>& logits,
          std::vector<unsigned char>& labels) {
  Random random(77);
  for (int i = 0; i < count; ++i) {
    double weights[kDigitCount], total = 0;
    for (double& weight : weights) {
      const float honest = 1.5f * random.normal();
      logits.push_back(static_cast<float>(honest * temperature));
      total += weight = std::exp(honest);
    }
    double place = random.unit() * total;
    int label = 0;
    while (label < 9 && place > weights[label]) place -= weights[label++];
    labels.push_back(static_cast<unsigned char>(label));
  }
}

TEST(Validation, FindsTheTemperatureThatWasHidden) {
  for (const double hidden : {0.3, 1.0, 4.0}) {
    std::vector<float> logits;
    std::vector<unsigned char> labels;
    draw(hidden, 5000, logits, labels);
    EXPECT_NEAR(fit_temperature(logits, labels) / hidden, 1, 0.06) << hidden;
  }
}

// Logits that contradict the labels are best made as equal as the bound allows.
TEST(Validation, ContradictedLogitsMeetTheGreatestTemperature) {
  std::vector<float> logits(kDigitCount, 0);
  logits[3] = 8;
  const std::vector<unsigned char> labels{4};
  EXPECT_NEAR(fit_temperature(logits, labels), kGreatestTemperature, 0.1);
  EXPECT_NEAR(mean_cross_entropy(logits, labels, kGreatestTemperature), std::log(10), 0.01);
  EXPECT_NEAR(mean_cross_entropy(logits, labels, 1), std::log(std::exp(8.0) + 9), 1e-6);
}

TEST(Validation, TemperatureOfNothingIsOne) {
  EXPECT_EQ(fit_temperature({}, {}), 1);
}

TEST(Validation, IgnoresLabelSmoothing) {
  const std::vector<float> logits{3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0};
  const std::vector<unsigned char> labels{0, 5};
  const Validation result = validate({.label_smoothing = 0.3}, logits, labels);
  EXPECT_NEAR(result.loss, std::log(std::exp(3.0) + 9) - 1.5, 1e-6);
  EXPECT_EQ(result.accuracy, 0.5);
}

}  // namespace
}  // namespace second_opinion
