// Covers web/app/live_digit.cpp: everything it keeps is what a plain forward pass of the chosen
// digit gives.
#include "web/app/live_digit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

Workspace plain_pass(const WeightsFile& file, const DigitImage& image) {
  Workspace workspace;
  workspace.keep_activations = true;
  Tensor input;
  std::array<float, kDigitCount> probabilities{};
  predict(file, image.pixels(), probabilities, input, workspace);
  return workspace;
}

TEST(LiveDigit, BeginsWithThePreferredLabelElseWithTheFirst) {
  const auto live = sample_live();
  EXPECT_EQ(live->digit().label, 9);
  const LiveDigit other(live->cnn(), live->transformer(),
                        {{DigitImage{}, 1, "a 1"}, {DigitImage{}, 2, "a 2"}});
  EXPECT_EQ(other.chosen(), 0);
}

TEST(LiveDigit, KeepsTheMapsOfEveryConvolution) {
  const auto live = sample_live();
  for (const int chosen : {3, 7}) {
    live->choose(chosen);
    const Workspace pass = plain_pass(live->cnn(), live->image());
    const std::vector<FeatureStage>& stages = live->stages();
    ASSERT_EQ(stages.size(), 2u);
    const std::vector<std::size_t> layers = feature_stages(live->cnn().network);
    for (std::size_t i = 0; i < stages.size(); ++i) {
      EXPECT_EQ(stages[i].maps.values, pass.outputs[layers[i]].values);
      const float most =
          *std::max_element(stages[i].maps.values.begin(), stages[i].maps.values.end());
      EXPECT_FLOAT_EQ(stages[i].strongest, most);
      EXPECT_FLOAT_EQ(stages[i].peaks[static_cast<std::size_t>(stages[i].leader)].value, most);
      const auto lit = std::count_if(stages[i].maps.values.begin(), stages[i].maps.values.end(),
                                     [](float v) { return v > 0; });
      EXPECT_NEAR(stages[i].lit,
                  static_cast<double>(lit) / static_cast<double>(stages[i].maps.values.size()),
                  1e-4);
    }
  }
}

TEST(LiveDigit, KeepsTheAttentionBetweenTiles) {
  const auto live = sample_live();
  const Workspace pass = plain_pass(live->transformer(), live->image());
  const TokenTrace& trace = live->tokens();
  EXPECT_EQ(trace.tiles(), 16);
  EXPECT_EQ(trace.blocks(), 2);
  EXPECT_EQ(trace.tile, (ReceptiveField{0, 7, 7}));
  for (int block = 0; block < 2; ++block) {
    for (int head = 0; head < trace.heads(block); ++head) {
      for (int tile = 0; tile < trace.tiles(); ++tile) {
        const std::span<const float> row = trace.row(block, head, tile);
        double sum = 0;
        for (int from = 0; from < 16; ++from) {
          const float expected = pass.attention[static_cast<std::size_t>(block)].row(
              static_cast<std::size_t>(head * 16 + tile))[from];
          EXPECT_EQ(row[static_cast<std::size_t>(from)], expected);
          sum += row[static_cast<std::size_t>(from)];
        }
        EXPECT_NEAR(sum, 1, 1e-5);
      }
    }
  }
  double sum = 0;
  for (const float weight : trace.rollout_row(5)) sum += weight;
  EXPECT_NEAR(sum, 1, 1e-5);
}

TEST(LiveDigit, LeavesAClassTokenOutOfTheTiles) {
  NetworkSpec spec = testing::transformer_spec();
  spec.layers.insert(spec.layers.begin() + 2, testing::layer(LayerKind::kClassToken));
  *(spec.layers.end() - 2) = testing::layer(LayerKind::kFirstToken);
  const WeightsFile with_token = testing::weights_file(spec);
  LiveDigit live(with_token, with_token, {{DigitImage{}, 9, "a 9"}});
  EXPECT_EQ(live.tokens().first_token, 1);
  EXPECT_EQ(live.tokens().row(1, 1, 15).size(), 16u);
  EXPECT_EQ(live.tokens().row(1, 1, 15).data(), live.tokens().attention[1].row(17 + 16) + 1);
}

TEST(LiveDigit, HasNoTilesAndNoStagesWhereANetworkHasNone) {
  const WeightsFile linear = testing::weights_file(testing::linear_spec());
  LiveDigit live(linear, linear, {{DigitImage{}, 9, "a 9"}});
  EXPECT_EQ(live.tokens().blocks(), 0);
  EXPECT_TRUE(live.stages().empty());
}

TEST(LiveDigit, ForgetsWhatBelongedToTheDigitBefore) {
  const auto live = sample_live();
  const std::vector<float> before = live->stages()[0].maps.values;
  const std::vector<float> attention = live->tokens().attention[0].values;
  live->choose(0);
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
  live->occlusion().finish();
  const DigitImage first = live->image();
  live->choose(1);
  EXPECT_FALSE(live->occlusion().done());
  EXPECT_TRUE(live->occlusion(first).done()) << "kept";
  for (const int other : {2, 3, 4, 5})
    live->occlusion(live->offers()[static_cast<std::size_t>(other)].image);
  EXPECT_FALSE(live->occlusion(first).done()) << "let go";
}

TEST(LiveDigit, FindsTheTileWithTheMostInk) {
  std::array<unsigned char, kImagePixels> bytes{};
  for (int y = 15; y < 20; ++y) bytes[static_cast<std::size_t>(y * kImageSide + 24)] = 255;
  const auto live = sample_live();
  EXPECT_EQ(inkiest_tile(live->tokens(), DigitImage::from_bytes(bytes)), 2 * 4 + 3);
}

}  // namespace
}  // namespace second_opinion
