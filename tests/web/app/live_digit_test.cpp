// Covers web/app/live_digit.cpp: which digit is chosen, and what is worked out for it and when.
#include "web/app/live_digit.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

TEST(LiveDigit, BeginsWithThePreferredLabelElseWithTheFirst) {
  const auto live = sample_live();
  EXPECT_EQ(live->digit().label, 9);
  const LiveDigit other(live->cnn(), live->transformer(),
                        {{DigitImage{}, 1, "a 1"}, {DigitImage{}, 2, "a 2"}});
  EXPECT_EQ(other.chosen(), 0);
}

TEST(LiveDigit, KnowsNothingUntilItIsAskedToLook) {
  const auto live = sample_live();
  EXPECT_FALSE(live->knows_stages() || live->knows_tokens());
  ASSERT_EQ(live->stages().size(), 2u);
  EXPECT_EQ(live->stages()[0].strongest, 0) << "blank, in its own shape";
  EXPECT_EQ(live->tokens().blocks(), 2);
  EXPECT_EQ(live->occlusion(live->image()), nullptr);
  live->update_stages();
  live->update_tokens();
  EXPECT_TRUE(live->knows_stages() && live->knows_tokens());
  const DigitImage& image = live->image();
  EXPECT_EQ(live->stages()[1].maps.values, feature_maps(live->cnn().file(), image)[1].maps.values);
  EXPECT_EQ(live->tokens().rollout.values,
            attention_trace(live->transformer().file(), image).rollout.values);
}

TEST(LiveDigit, HasNoTilesAndNoStagesWhereANetworkHasNone) {
  const Classifier linear(testing::weights_file(testing::linear_spec()));
  LiveDigit live(linear, linear, {{DigitImage{}, 9, "a 9"}});
  EXPECT_EQ(live.tokens().blocks(), 0);
  EXPECT_TRUE(live.stages().empty());
}

TEST(LiveDigit, ForgetsWhatBelongedToTheDigitBefore) {
  const auto live = sample_live();
  live->update_stages();
  live->update_tokens();
  const std::vector<float> before = live->stages()[0].maps.values;
  const std::vector<float> attention = live->tokens().attention[0].values;
  live->choose(0);
  EXPECT_FALSE(live->knows_stages() || live->knows_tokens());
  live->update_stages();
  live->update_tokens();
  EXPECT_NE(live->stages()[0].maps.values, before);
  EXPECT_NE(live->tokens().attention[0].values, attention);
  live->choose(-1);
  live->choose(99);
  EXPECT_EQ(live->chosen(), 0);
}

TEST(LiveDigit, OffersTheVisitorsLatestDigitFirst) {
  const auto live = sample_live();
  const std::size_t before = live->offers().size();
  const DigitImage first = live->offers()[2].image, second = live->offers()[5].image;
  live->show_visitors(first);
  EXPECT_EQ(live->image(), first);
  live->choose(4);
  live->show_visitors(second);
  EXPECT_EQ(live->chosen(), 0);
  EXPECT_EQ(live->image(), second);
  EXPECT_EQ(live->digit().name, "your digit");
  EXPECT_EQ(live->offers().size(), before + 1);
}

TEST(LiveDigit, KeepsTheLatestOcclusionStudies) {
  const auto live = sample_live();
  const DigitImage first = live->image();
  live->begin_occlusion(first).finish();
  live->choose(1);
  EXPECT_FALSE(live->begin_occlusion(live->image()).done());
  EXPECT_TRUE(live->begin_occlusion(first).done()) << "kept";
  for (const int other : {2, 3, 4, 5})
    live->begin_occlusion(live->offers()[static_cast<std::size_t>(other)].image);
  EXPECT_EQ(live->occlusion(first), nullptr) << "let go";
}

}  // namespace
}  // namespace second_opinion
