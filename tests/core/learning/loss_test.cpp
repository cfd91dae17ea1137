// Covers core/learning/loss.cpp: values by hand, gradients by finite differences.
#include "core/learning/loss.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/image/digit_image.hpp"
#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

constexpr std::array<unsigned char, 3> kLabels{4, 0, 9};

Tensor some_logits() {
  std::mt19937 random(11);
  return testing::random_tensor({3, 1, 1, kDigitCount}, random, 2);
}

TEST(Loss, CrossEntropyOfEqualLogitsIsLogTen) {
  const Tensor logits({3, 1, 1, kDigitCount});
  EXPECT_NEAR(compute_loss({}, logits, kLabels, 1, nullptr).objective, 3 * std::log(10.0), 1e-9);
}

TEST(Loss, CrossEntropySurvivesHugeLogits) {
  Tensor logits({1, 1, 1, kDigitCount});
  logits.values[2] = 1e4f;
  const std::array<unsigned char, 1> label{2}, other{3};
  EXPECT_NEAR(compute_loss({}, logits, label, 1, nullptr).objective, 0, 1e-9);
  EXPECT_NEAR(compute_loss({}, logits, other, 1, nullptr).objective, 1e4, 1e-3);
}

TEST(Loss, ErrorsOfRawOutputsAreMeansOverTen) {
  Tensor logits({1, 1, 1, kDigitCount});
  logits.values[0] = 0.5f;  // truth 3: off by 0.5 at 0 and by 1 at 3
  const std::array<unsigned char, 1> label{3};
  EXPECT_NEAR(
      compute_loss({LossKind::kMse, OutputKind::kLinear, 0}, logits, label, 1, nullptr).objective,
      0.125, 1e-9);
  EXPECT_NEAR(
      compute_loss({LossKind::kMae, OutputKind::kLinear, 0}, logits, label, 1, nullptr).objective,
      0.15, 1e-9);
}

TEST(Loss, SmoothingChangesTheObjectiveAndNotThePlainLoss) {
  const Tensor logits = some_logits();
  const LossSum plain = compute_loss({}, logits, kLabels, 1, nullptr);
  const LossSum smooth = compute_loss({.label_smoothing = 0.1}, logits, kLabels, 1, nullptr);
  EXPECT_NE(smooth.objective, plain.objective);
  EXPECT_DOUBLE_EQ(smooth.plain, plain.objective);
}

TEST(Loss, CountsTheRightOnes) {
  Tensor logits({3, 1, 1, kDigitCount});
  logits.values[4] = 1;       // right
  logits.values[10 + 7] = 1;  // wrong
  const LossSum sum = compute_loss({}, logits, kLabels, 1, nullptr);
  EXPECT_EQ(sum.right, 1);  // the third is a tie, which goes to 0
}

void check_gradient(const LossSettings& settings) {
  Tensor logits = some_logits();
  Tensor gradient;
  const float scale = 0.25f;
  compute_loss(settings, logits, kLabels, scale, &gradient);
  for (std::size_t i = 0; i < logits.values.size(); ++i) {
    const float kept = logits.values[i], step = 1e-3f;
    logits.values[i] = kept + step;
    const double above = compute_loss(settings, logits, kLabels, 1, nullptr).objective;
    logits.values[i] = kept - step;
    const double below = compute_loss(settings, logits, kLabels, 1, nullptr).objective;
    const double width = static_cast<double>(kept + step) - static_cast<double>(kept - step);
    logits.values[i] = kept;
    ASSERT_NEAR(gradient.values[i], scale * (above - below) / width, 2e-6) << i;
  }
}

TEST(Loss, GradientsMatchFiniteDifferences) {
  check_gradient({LossKind::kCrossEntropy, OutputKind::kSoftmax, 0});
  check_gradient({LossKind::kCrossEntropy, OutputKind::kSoftmax, 0.1});
  check_gradient({LossKind::kMse, OutputKind::kSoftmax, 0});
  check_gradient({LossKind::kMse, OutputKind::kLinear, 0});
  check_gradient({LossKind::kMae, OutputKind::kSoftmax, 0});
  check_gradient({LossKind::kMae, OutputKind::kLinear, 0});
}

TEST(Loss, OfAnAnswerThatKnowsNothing) {
  const Tensor same({1, 1, 1, 10});  // ten zeros: a tenth each after the softmax
  const std::vector<unsigned char> labels{3};
  for (const LossKind kind : {LossKind::kCrossEntropy, LossKind::kMse, LossKind::kMae}) {
    const LossSettings settings{.kind = kind};
    EXPECT_NEAR(uninformed_loss(settings), compute_loss(settings, same, labels, 0, nullptr).plain,
                1e-9);
  }
}

}  // namespace
}  // namespace second_opinion
