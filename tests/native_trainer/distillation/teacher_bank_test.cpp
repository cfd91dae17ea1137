// Covers native_trainer/distillation/teacher_bank.cpp: that a bank comes back as it was, and that
// nothing else does.
#include "native_trainer/distillation/teacher_bank.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>

#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

TeacherBank sample_bank() {
  TeacherBank bank;
  bank.subject = {R"({"shift_pixels":2})", 4000000000u, 77, 3};
  bank.seed = 9;
  bank.views = 2;
  bank.light_views = 1;
  bank.teachers = {{"a.weights", 0xfedcba98u, 0.75}, {"b.weights", 1, 0.5}};
  bank.accuracy = 0.875;
  bank.sample.assign(784, 200);
  for (std::uint16_t i = 0; i < 60; ++i)
    bank.logits.push_back(static_cast<std::uint16_t>(1000 + i));
  return bank;
}

TEST(TeacherBank, ComesBackAsItWas) {
  TeacherBank bank = sample_bank();
  const auto bytes = encode_bank(bank);
  const auto back = decode_bank(bytes);
  ASSERT_TRUE(back.ok()) << back.error();
  EXPECT_EQ(back.value().subject, bank.subject);
  EXPECT_EQ(back.value().seed, 9u);
  EXPECT_EQ(back.value().views, 2);
  EXPECT_EQ(back.value().light_views, 1);
  EXPECT_EQ(back.value().teachers, bank.teachers);
  EXPECT_EQ(back.value().accuracy, 0.875);
  EXPECT_EQ(back.value().sample, bank.sample);
  EXPECT_EQ(back.value().logits, bank.logits);
  EXPECT_NE(bank.checksum, 0u);
  EXPECT_EQ(back.value().checksum, bank.checksum);
}

TEST(TeacherBank, EveryDamagedByteAndEveryMissingEndIsRefused) {
  TeacherBank bank = sample_bank();
  auto bytes = encode_bank(bank);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] ^= 0x10;
    EXPECT_FALSE(decode_bank(bytes).ok()) << i;
    bytes[i] ^= 0x10;
    EXPECT_FALSE(decode_bank(std::span(bytes).first(i)).ok()) << i;
  }
  EXPECT_TRUE(decode_bank(bytes).ok());
}

// A bank whose description says something else, with a checksum that is right.
std::vector<unsigned char> forged(void (*change)(TeacherBank&)) {
  TeacherBank bank = sample_bank();
  change(bank);
  return encode_bank(bank);
}

TEST(TeacherBank, ADescriptionThatDoesNotFitItsLengthIsRefused) {
  for (const auto change :
       {+[](TeacherBank& b) { b.views = 3; }, +[](TeacherBank& b) { b.views = -2; },
        +[](TeacherBank& b) { b.subject.images = 2000000000; },
        +[](TeacherBank& b) { b.light_views = 3; }, +[](TeacherBank& b) { b.light_views = -1; },
        +[](TeacherBank& b) { b.logits.pop_back(); }, +[](TeacherBank& b) { b.logits.clear(); },
        +[](TeacherBank& b) { b.sample.pop_back(); }}) {
    const auto back = decode_bank(forged(change));
    ASSERT_FALSE(back.ok());
    EXPECT_THAT(back.error(), HasSubstr("trainer teach"));
  }
}

TEST(TeacherBank, ADescriptionThatIsNoDescriptionIsRefused) {
  TeacherBank bank = sample_bank();
  for (const char* from : {"\"views\"", "\"teachers\"", "{\"accuracy\""}) {
    auto bytes = encode_bank(bank);
    const std::string text(bytes.begin(), bytes.end());
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    bytes[at + 1] = '!';
    const std::uint32_t sum =
        static_cast<std::uint32_t>(crc32_z(0, bytes.data() + 12, bytes.size() - 12));
    std::memcpy(bytes.data() + 8, &sum, sizeof sum);
    EXPECT_FALSE(decode_bank(bytes).ok()) << from;
  }
}

TEST(TeacherBank, TheAugmentationIsComparedWithoutItsLightEpochs) {
  Recipe recipe = testing::small_recipe();
  const std::string text = bank_augmentation(recipe.text);
  EXPECT_THAT(text, HasSubstr("\"shift_pixels\":0.5"));
  EXPECT_EQ(text.find("light_last_epochs"), std::string::npos);
}

TEST(TeacherBank, TheSubjectKnowsDataAndSplit) {
  const std::string text = testing::small_recipe().text;
  const BankSubject subject = bank_subject(text, 1, std::vector{1, 2, 3});
  EXPECT_EQ(subject.images, 3);
  EXPECT_EQ(subject, bank_subject(text, 1, std::vector{1, 2, 3}));
  EXPECT_NE(subject, bank_subject(text, 2, std::vector{1, 2, 3}));
  EXPECT_NE(subject, bank_subject(text, 1, std::vector{1, 2, 4}));
}

}  // namespace
}  // namespace second_opinion
