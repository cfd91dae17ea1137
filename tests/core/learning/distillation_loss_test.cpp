// Covers core/learning/distillation_loss.cpp: values by hand, gradients by finite differences.
#include "core/learning/distillation_loss.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/image/digit_image.hpp"
#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

constexpr std::array<unsigned char, 3> kLabels{4, 0, 9};

Tensor some_logits(unsigned seed) {
  std::mt19937 random(seed);
  return testing::random_tensor({3, 1, 1, kDigitCount}, random, 2);
}

TEST(Distillation, TheDivergenceIsTheTextbooks) {
  Tensor student({1, 1, 1, kDigitCount});  // equal logits: a tenth each, at any temperature
  std::array<float, kDigitCount> teacher{};
  teacher[3] = static_cast<float>(
      2 * std::log(9.0));  // at temperature 2: one half for 3, a eighteenth for each other
  const std::array<unsigned char, 1> label{0};
  const double divergence = 0.5 * std::log(5.0) + 0.5 * std::log(10.0 / 18);
  const LossSum sum = compute_distillation_loss({}, {.weight = 0.25, .temperature = 2}, student,
                                                teacher, label, 1, nullptr);
  EXPECT_NEAR(sum.objective, 0.25 * 4 * divergence + 0.75 * std::log(10.0), 1e-6);
  EXPECT_NEAR(sum.plain, std::log(10.0), 1e-9);
  EXPECT_EQ(sum.right, 1);  // a tie goes to 0
}

TEST(Distillation, WithoutWeightOnlyTheLabelsCount) {
  const Tensor logits = some_logits(11), teachers = some_logits(12);
  Tensor plain, distilled;
  const LossSum a = compute_loss({}, logits, kLabels, 0.5f, &plain);
  const LossSum b =
      compute_distillation_loss({}, {0, 3}, logits, teachers.values, kLabels, 0.5f, &distilled);
  EXPECT_DOUBLE_EQ(a.objective, b.objective);
  EXPECT_EQ(std::vector<float>(plain.values.begin(), plain.values.end()),
            std::vector<float>(distilled.values.begin(), distilled.values.end()));
}

TEST(Distillation, AStudentThatAgreesHasNothingToLearnWhateverTheLabels) {
  const Tensor logits = some_logits(11);
  Tensor gradient, shifted = logits;
  for (float& value : shifted.values) value += 3;  // softmax does not see a shift
  const LossSum sum =
      compute_distillation_loss({}, {1, 4}, logits, shifted.values, kLabels, 1, &gradient);
  EXPECT_NEAR(sum.objective, 0, 1e-5);
  for (const float value : gradient.values) EXPECT_NEAR(value, 0, 1e-6);
}

TEST(Distillation, GradientsMatchFiniteDifferences) {
  const Tensor teachers = some_logits(12);
  for (const DistillationSettings settings :
       {DistillationSettings{1, 1}, {1, 3}, {0.3, 0.5}, {0.8, 5}}) {
    const LossSettings loss{.label_smoothing = 0.05};
    Tensor logits = some_logits(11), gradient;
    const float scale = 0.25f;
    compute_distillation_loss(loss, settings, logits, teachers.values, kLabels, scale, &gradient);
    const auto objective = [&] {
      return compute_distillation_loss(loss, settings, logits, teachers.values, kLabels, 1, nullptr)
          .objective;
    };
    for (std::size_t i = 0; i < logits.values.size(); ++i) {
      const float kept = logits.values[i], step = 1e-3f;
      logits.values[i] = kept + step;
      const double above = objective();
      logits.values[i] = kept - step;
      const double below = objective();
      const double width = static_cast<double>(kept + step) - static_cast<double>(kept - step);
      logits.values[i] = kept;
      ASSERT_NEAR(gradient.values[i], scale * (above - below) / width, 4e-6) << i;
    }
  }
}

}  // namespace
}  // namespace second_opinion
