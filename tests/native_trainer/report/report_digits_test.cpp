// native_trainer/report/report_digits: the digits that the article shows are chosen by their rules.
#include "native_trainer/report/report_digits.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "native_trainer/measure/disputed_labels.hpp"

namespace second_opinion {
namespace {

// 40 test pictures with labels 0..9 in turn, 20 training pictures likewise; every answer right and
// sure but for `wrong`.
struct World {
  Dataset train, test;
  std::vector<float> cnn, transformer;

  World() {
    fill(train, 20);
    fill(test, 40);
    cnn = answers();
    transformer = answers();
  }
  static void fill(Dataset& data, int count) {
    data.pixels.resize(static_cast<std::size_t>(count) * kImagePixels);
    for (int i = 0; i < count; ++i) data.labels.push_back(static_cast<unsigned char>(i % 10));
  }
  std::vector<float> answers() const {
    std::vector<float> out(test.labels.size() * 10, 0.0005f);
    for (std::size_t i = 0; i < test.labels.size(); ++i) out[i * 10 + test.labels[i]] = 0.9955f;
    return out;
  }
  static void answer(std::vector<float>& network, std::size_t index, std::size_t digit,
                     float probability) {
    for (std::size_t d = 0; d < 10; ++d)
      network[index * 10 + d] = d == digit ? probability : (1 - probability) / 9;
  }
};

std::vector<int> tagged(const ShownDigits& shown, const std::string& tag) {
  std::vector<int> out;
  for (const ShownDigit& d : shown.items) {
    if (std::find(d.tags.begin(), d.tags.end(), tag) != d.tags.end()) out.push_back(d.index);
  }
  return out;
}

TEST(ReportDigits, FindsTheWrongOnes) {
  World w;
  World::answer(w.cnn, 14, 9, 0.8f);
  World::answer(w.transformer, 14, 9, 0.7f);
  World::answer(w.cnn, 3, 5, 0.6f);
  World::answer(w.transformer, 22, 7, 0.9f);
  const ShownDigits shown = choose_digits(w.train, w.test, w.cnn, w.transformer);
  EXPECT_TRUE(shown.complete);
  EXPECT_EQ(tagged(shown, "cnn-wrong"), (std::vector<int>{3, 14}));
  EXPECT_EQ(tagged(shown, "transformer-wrong"), (std::vector<int>{14, 22}));
  EXPECT_EQ(tagged(shown, "both-wrong"), (std::vector<int>{14}));
}

TEST(ReportDigits, OpensWithTheBravestDisagreement) {
  World w;
  World::answer(w.cnn, 3, 5, 0.6f);
  World::answer(w.transformer, 22, 7, 0.9f);
  World::answer(w.cnn, 14, 9, 0.95f);
  World::answer(w.transformer, 14, 9, 0.95f);  // wrong, but of one mind
  EXPECT_EQ(tagged(choose_digits(w.train, w.test, w.cnn, w.transformer), "hero"),
            (std::vector<int>{22}));
}

TEST(ReportDigits, OpensWithTheHardestWhereBothAlwaysAgree) {
  World w;
  World::answer(w.cnn, 17, 7, 0.4f);
  EXPECT_EQ(tagged(choose_digits(w.train, w.test, w.cnn, w.transformer), "hero"),
            (std::vector<int>{17}));
}

TEST(ReportDigits, TakesOneSampleOfEachDigitThatBothGetRight) {
  World w;
  World::answer(w.cnn, 4, 9, 0.8f);
  EXPECT_EQ(tagged(choose_digits(w.train, w.test, w.cnn, w.transformer), "sample"),
            (std::vector<int>{0, 1, 2, 3, 5, 6, 7, 8, 9, 14}));
}

TEST(ReportDigits, TakesHardRightsByTheLowerProbability) {
  World w;
  World::answer(w.transformer, 31, 1, 0.35f);
  const auto hard = tagged(choose_digits(w.train, w.test, w.cnn, w.transformer), "hard-right");
  EXPECT_EQ(hard.size(), 20u);
  EXPECT_TRUE(std::count(hard.begin(), hard.end(), 31));
}

TEST(ReportDigits, TagsDisagreementAndTheSurestWrongs) {
  World w;
  for (std::size_t i = 0; i < 25; ++i)
    World::answer(w.cnn, i, (i + 1) % 10, 0.5f + 0.01f * static_cast<float>(i));
  World::answer(w.transformer, 2, 3, 0.999f);  // both wrong, of one mind, and the surest of all
  World::answer(w.transformer, 30, 5, 0.2f);
  const ShownDigits shown = choose_digits(w.train, w.test, w.cnn, w.transformer);
  std::vector<int> sure{2}, differ;
  for (int i = 6; i < 25; ++i) sure.push_back(i);
  for (int i = 0; i < 25; ++i)
    if (i != 2) differ.push_back(i);
  differ.push_back(30);
  EXPECT_EQ(tagged(shown, "sure-wrong"), sure);
  EXPECT_EQ(tagged(shown, "differ"), differ);
}

TEST(ReportDigits, ShowsTrainingDigitsByClass) {
  World w;
  EXPECT_EQ(
      tagged(choose_digits(w.train, w.test, w.cnn, w.transformer), "training-row"),
      (std::vector<int>{0, 10, 1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16, 7, 17, 8, 18, 9, 19}));
}

TEST(ReportDigits, KnowsFifteenDisputedLabelsInOrder) {
  const auto disputed = disputed_labels();
  EXPECT_EQ(disputed.size(), 15u);
  EXPECT_TRUE(std::is_sorted(disputed.begin(), disputed.end(),
                             [](const auto& a, const auto& b) { return a.index < b.index; }));
}

}  // namespace
}  // namespace second_opinion
