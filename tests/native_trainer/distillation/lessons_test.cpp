// Covers native_trainer/distillation/lessons.cpp: which view an epoch sees, whose answer it gets,
// and which banks are refused.
#include "native_trainer/distillation/lessons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/half.hpp"
#include "tests/support/banks.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

std::vector<int> views_seen(int views, int light_views, int epochs, int light_epochs) {
  TeacherBank bank;
  bank.views = views;
  bank.light_views = light_views;
  Recipe recipe = testing::small_recipe();
  recipe.epochs = epochs;
  recipe.augmentation.light_last_epochs = light_epochs;
  const Lessons lessons(bank, recipe, {});
  std::vector<int> seen;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    seen.push_back(lessons.view(epoch).number);
    EXPECT_EQ(lessons.view(epoch).light, epoch >= epochs - light_epochs) << epoch;
    EXPECT_EQ(lessons.view(epoch).light, seen.back() >= views - light_views) << epoch;
  }
  return seen;
}

TEST(Lessons, EpochsGoThroughTheViewsAndTheLastThroughTheLightOnes) {
  EXPECT_EQ(views_seen(5, 2, 5, 2), (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(views_seen(5, 2, 9, 2), (std::vector{0, 1, 2, 0, 1, 2, 0, 3, 4}));
  EXPECT_EQ(views_seen(5, 1, 6, 3), (std::vector{0, 1, 2, 4, 4, 4}));
  EXPECT_EQ(views_seen(5, 2, 3, 1), (std::vector{0, 1, 3}));
  EXPECT_EQ(views_seen(2, 0, 3, 0), (std::vector{0, 1, 0}));
  EXPECT_EQ(views_seen(2, 2, 2, 2), (std::vector{0, 1}));
}

TEST(Lessons, AnswersAreFoundByPictureNotByRow) {
  TeacherBank bank;
  bank.subject.images = 3;
  bank.views = 2;
  bank.seed = 6;
  for (int i = 0; i < 60; ++i) bank.logits.push_back(float_to_half(static_cast<float>(i)));
  Recipe recipe = testing::small_recipe();
  recipe.augmentation.light_last_epochs = 0;
  const std::vector<int> part{2, 3, 7};
  const Lessons lessons(bank, recipe, part);
  EXPECT_EQ(lessons.view(1).seed, 6u);
  std::array<float, kDigitCount> row{};
  lessons.answer(lessons.view(1), 7, row);
  EXPECT_EQ(row.front(), 50);
  EXPECT_EQ(row.back(), 59);
  lessons.answer(lessons.view(0), 3, row);
  EXPECT_EQ(row.front(), 10);
}

TEST(BankMisfit, SaysWhatDoesNotFit) {
  const Dataset data = testing::bars_dataset(40);
  const Recipe recipe = testing::distilled_recipe();
  const TeacherBank bank = testing::small_bank(recipe, data);
  const BankSubject subject = bank.subject;
  EXPECT_EQ(bank_misfit(bank, recipe, subject), std::nullopt);
  const auto complaint = [&](void (*change)(TeacherBank&)) {
    TeacherBank other = bank;
    change(other);
    return bank_misfit(other, recipe, subject).value_or("");
  };
  EXPECT_THAT(complaint([](TeacherBank& b) { ++b.subject.data; }), HasSubstr("other pictures"));
  EXPECT_THAT(complaint([](TeacherBank& b) { ++b.subject.split; }), HasSubstr("another part"));
  EXPECT_THAT(complaint([](TeacherBank& b) { b.subject.augmentation = "{}"; }),
              HasSubstr("another augmentation ({})"));
  EXPECT_THAT(complaint([](TeacherBank& b) { b.light_views = 0; }),
              HasSubstr("of which the bank has no views"));
  EXPECT_THAT(complaint([](TeacherBank& b) { b.light_views = b.views; }),
              HasSubstr("only lightly"));
}

TEST(BankMisfit, NoticesThatPicturesAreBentInAnotherWay) {
  const Dataset data = testing::bars_dataset(40);
  const Recipe recipe = testing::distilled_recipe();
  const auto part = training_part(split_indices(data.size(), recipe.validation_fraction), 0);
  TeacherBank bank = testing::small_bank(recipe, data);
  ASSERT_EQ(bank.sample.size(), 8u * kImagePixels);
  EXPECT_EQ(bank_picture_misfit(bank, recipe, data, part), std::nullopt);
  bank.sample[7000 % bank.sample.size()] ^= 1;  // another rounding is no other picture
  EXPECT_EQ(bank_picture_misfit(bank, recipe, data, part), std::nullopt);
  Recipe other = recipe;
  other.augmentation.rotation_degrees += 3;  // as if the program drew otherwise
  EXPECT_THAT(bank_picture_misfit(bank, other, data, part).value_or(""),
              HasSubstr("make the bank anew"));
  bank.sample[0] ^= 0x80;
  EXPECT_NE(bank_picture_misfit(bank, recipe, data, part), std::nullopt);
  bank.sample.clear();  // of an older trainer
  EXPECT_EQ(bank_picture_misfit(bank, recipe, data, part), std::nullopt);
}

}  // namespace
}  // namespace second_opinion
