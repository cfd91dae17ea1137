// Covers native_trainer/distillation/bank_fit.cpp: which banks are refused, and why.
#include "native_trainer/distillation/bank_fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/banks.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

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

TEST(BankMisfit, NoticesThatPicturesAreAugmentedInAnotherWay) {
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
