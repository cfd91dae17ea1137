// Covers core/learning/training/distillation_targets.cpp: which view an epoch
// sees, and whose logits it gets.
#include "core/learning/training/distillation_targets.hpp"

#include <gtest/gtest.h>

#include <array>

#include "core/base/half.hpp"
#include "tests/support/small_training.hpp"

namespace second_opinion {
namespace {

std::vector<int> views_seen(int views, int light_views, int epochs, int light_epochs) {
  TeacherLogits teachers;
  teachers.views = views;
  teachers.light_views = light_views;
  TrainingSettings settings = testing::small_settings();
  settings.epochs = epochs;
  settings.augmentation.light_last_epochs = light_epochs;
  const DistillationTargets targets(teachers, settings, {});
  std::vector<int> seen;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    seen.push_back(targets.view(epoch).number);
    EXPECT_EQ(targets.view(epoch).light, epoch >= epochs - light_epochs) << epoch;
    EXPECT_EQ(targets.view(epoch).light, seen.back() >= views - light_views) << epoch;
  }
  return seen;
}

TEST(DistillationTargets, EpochsGoThroughTheViewsAndTheLastThroughTheLightOnes) {
  EXPECT_EQ(views_seen(5, 2, 5, 2), (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(views_seen(5, 2, 9, 2), (std::vector{0, 1, 2, 0, 1, 2, 0, 3, 4}));
  EXPECT_EQ(views_seen(5, 1, 6, 3), (std::vector{0, 1, 2, 4, 4, 4}));
  EXPECT_EQ(views_seen(5, 2, 3, 1), (std::vector{0, 1, 3}));
  EXPECT_EQ(views_seen(2, 0, 3, 0), (std::vector{0, 1, 0}));
  EXPECT_EQ(views_seen(2, 2, 2, 2), (std::vector{0, 1}));
}

TEST(DistillationTargets, LogitsAreFoundByPictureNotByRow) {
  TeacherLogits teachers;
  teachers.images = 3;
  teachers.views = 2;
  teachers.seed = 6;
  std::vector<std::uint16_t> values;
  for (int i = 0; i < 60; ++i) values.push_back(float_to_half(static_cast<float>(i)));
  teachers.values = values;
  TrainingSettings settings = testing::small_settings();
  settings.augmentation.light_last_epochs = 0;
  const std::vector<int> part{2, 3, 7};
  const DistillationTargets targets(teachers, settings, part);
  EXPECT_EQ(targets.view(1).seed, 6u);
  std::array<float, kDigitCount> row{};
  targets.logits(targets.view(1), 7, row);
  EXPECT_EQ(row.front(), 50);
  EXPECT_EQ(row.back(), 59);
  targets.logits(targets.view(0), 3, row);
  EXPECT_EQ(row.front(), 10);
}

}  // namespace
}  // namespace second_opinion
