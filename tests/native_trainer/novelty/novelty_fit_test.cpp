// Covers native_trainer/novelty/novelty_fit.cpp.
#include "native_trainer/novelty/novelty_fit.hpp"

#include <gtest/gtest.h>

#include "core/classifier/classifier.hpp"
#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using namespace testing;

// Two features, their squares and an energy, all from the key.
NoveltyInputs cloud(int count, float x, float y, float spread, unsigned key) {
  Random random(key);
  NoveltyInputs inputs(count, 5);
  for (int i = 0; i < count; ++i) {
    const float a = x + spread * random.normal(), b = y + spread * random.normal();
    inputs.row(i) << a, b, a * a, b * b, 3 + random.normal();
  }
  return inputs;
}

TEST(NoveltyFit, SeparatesWhatALineSeparatesAndIsBlindToScale) {
  const NoveltyInputs digits = cloud(300, 0, 0, 1, 1), others = cloud(200, 4, -4, 1, 2);
  const NoveltyModel model = fit_novelty(digits, others);
  EXPECT_GT(auroc(novelty_sums(model, digits), novelty_sums(model, others)), 0.999);
  NoveltyInputs large_digits = digits, large_others = others;
  for (NoveltyInputs* inputs : {&large_digits, &large_others}) {
    inputs->leftCols(2) *= 1000;
    inputs->middleCols(2, 2) *= 1e6f;
  }
  const NoveltyModel large = fit_novelty(large_digits, large_others);
  const auto a = novelty_sums(model, digits), b = novelty_sums(large, large_digits);
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_NEAR(a[i], b[i], 0.02f * (1 + std::abs(a[i])));
}

TEST(NoveltyFit, SquaresSeeARingAroundTheDigits) {
  const NoveltyInputs digits = cloud(300, 0, 0, 0.5f, 1);
  NoveltyInputs ring(0, 5);
  const NoveltyInputs sides[] = {cloud(80, 4, 0, 0.5f, 3), cloud(80, -4, 0, 0.5f, 4),
                                 cloud(80, 0, 4, 0.5f, 5), cloud(80, 0, -4, 0.5f, 6)};
  const NoveltyInputs others =
      stacked(std::vector<const NoveltyInputs*>{&sides[0], &sides[1], &sides[2], &sides[3]});
  EXPECT_EQ(others.rows(), 320);
  const NoveltyModel model = fit_novelty(digits, others);
  EXPECT_GT(auroc(novelty_sums(model, digits), novelty_sums(model, others)), 0.99);
}

TEST(NoveltyFit, GroupsWeighAlikeHoweverManyTheyAre) {
  // The same cloud on both sides: nothing to learn, so the sum is log odds of equal groups, 0.
  const NoveltyModel model = fit_novelty(cloud(600, 0, 0, 1, 1), cloud(100, 0, 0, 1, 2));
  double mean = 0;
  for (const float sum : novelty_sums(model, cloud(500, 0, 0, 1, 7)))
    mean += static_cast<double>(sum) / 500;
  EXPECT_NEAR(mean, 0, 0.25);
}

TEST(NoveltyFit, WarnsOfNoMoreThanTheShareAskedFor) {
  const NoveltyInputs digits = cloud(400, 0, 0, 1, 1), others = cloud(400, 1, 1, 1, 2);
  NoveltyModel model = fit_novelty(digits, others);
  for (const double share : {0.0, 0.005, 0.1, 0.5}) {
    set_warned_share(model, digits, share);
    EXPECT_LE(share_above_zero(novelty_sums(model, digits)), share);
    EXPECT_GE(share_above_zero(novelty_sums(model, digits)), share - 0.003);
  }
}

TEST(NoveltyFit, AreaIsTheChanceThatTheOtherScoresHigher) {
  const std::vector<float> digits{1, 2, 3, 4}, others{2.5f, 3, 9};
  EXPECT_DOUBLE_EQ(auroc(digits, others), (2 + 2.5 + 4) / 12);
  EXPECT_DOUBLE_EQ(auroc(others, others), 0.5);
}

TEST(NoveltyFit, SumsAreWhatTheClassifierComputes) {
  for (const NetworkSpec& spec : {mlp_spec(), cnn_spec(), transformer_spec()}) {
    WeightsFile file = with_novelty(weights_file(spec));
    const Dataset pictures = bars_dataset(70);
    ThreadPool pool(2);
    const auto sums = novelty_sums(*file.novelty, novelty_inputs(file, pictures, pool));
    Classifier classifier(file);
    for (int i = 0; i < pictures.size(); ++i) {
      const float expected =
          *classifier.classify(DigitImage::from_bytes(pictures.image(i))).novelty;
      ASSERT_NEAR(1 / (1 + std::exp(-sums[static_cast<std::size_t>(i)])), expected, 1e-3)
          << family_name(spec.family);
    }
  }
}

}  // namespace
}  // namespace second_opinion
