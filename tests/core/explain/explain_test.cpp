// Covers core/explain/explain.cpp.
#include "core/explain/explain.hpp"

#include <gtest/gtest.h>

#include <random>

#include "core/classifier/classifier.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;

// Rows that sum to 1, as a softmax leaves them.
Tensor random_attention(int heads, int tokens, std::mt19937& random) {
  Tensor attention(Shape{1, heads, tokens, tokens});
  for (std::size_t r = 0; r < attention.shape.rows(); ++r) {
    float sum = 0;
    for (int c = 0; c < tokens; ++c)
      sum += attention.row(r)[c] = static_cast<float>(random() % 1000 + 1);
    for (int c = 0; c < tokens; ++c) attention.row(r)[c] /= sum;
  }
  return attention;
}

TEST(AttentionRollout, IsTheProductOfHalfIdentityHalfMeanOverHeads) {
  constexpr int kHeads = 3, kTokens = 5;
  std::mt19937 random(4);
  const std::vector<Tensor> layers{random_attention(kHeads, kTokens, random),
                                   random_attention(kHeads, kTokens, random),
                                   random_attention(kHeads, kTokens, random)};
  std::vector<double> flow(kTokens * kTokens, 0.0);
  for (int i = 0; i < kTokens; ++i) flow[i * kTokens + i] = 1;
  for (const Tensor& layer : layers) {
    std::vector<double> next(kTokens * kTokens, 0.0);
    for (int to = 0; to < kTokens; ++to) {
      for (int via = 0; via < kTokens; ++via) {
        double mixing = to == via ? 1 : 0;
        for (int h = 0; h < kHeads; ++h) mixing += layer.row(h * kTokens + to)[via] / kHeads;
        for (int from = 0; from < kTokens; ++from)
          next[to * kTokens + from] += mixing / 2 * flow[via * kTokens + from];
      }
    }
    flow = next;
  }
  const Tensor rollout = attention_rollout(layers);
  ASSERT_EQ(rollout.shape, (Shape{1, 1, kTokens, kTokens}));
  for (int i = 0; i < kTokens * kTokens; ++i) EXPECT_NEAR(rollout.values[i], flow[i], 1e-6);
}

TEST(AttentionRollout, HasRowsThatSumToOneForARealNetwork) {
  const WeightsFile file = weights_file(transformer_spec());
  std::mt19937 random(5);
  const std::vector<float> pixels = random_values(kImagePixels, random, 1.0f);
  Workspace workspace;
  workspace.keep_activations = true;
  Tensor input;
  std::array<float, kDigitCount> probabilities{};
  predict(file, pixels, probabilities, input, workspace);
  const Tensor rollout = attention_rollout(workspace.attention);
  ASSERT_EQ(rollout.shape.width, 16);
  for (int row = 0; row < 16; ++row) {
    double sum = 0;
    for (int c = 0; c < 16; ++c) sum += rollout.row(row)[c];
    EXPECT_NEAR(sum, 1, 1e-5);
  }
}

TEST(AttentionRollout, IsEmptyWithoutAttentionOrWithUnequalTokens) {
  std::mt19937 random(6);
  EXPECT_EQ(attention_rollout({}).values.size(), 0u);
  const std::vector<Tensor> unequal{random_attention(1, 4, random), random_attention(1, 5, random)};
  EXPECT_EQ(attention_rollout(unequal).values.size(), 0u);
}

TEST(FeatureStages, AreTheConvolutionsAfterTheirActivation) {
  const Network folded = fold_batch_norm(random_network(cnn_spec()));
  const std::vector<std::size_t> stages = feature_stages(folded);
  ASSERT_EQ(stages.size(), 2u);
  EXPECT_EQ(folded.layers[stages[0]].spec.kind, LayerKind::kRelu);
  EXPECT_EQ(folded.layers[stages[1]].spec.kind, LayerKind::kGelu);
  EXPECT_TRUE(feature_stages(random_network(transformer_spec())).empty());
}

// Changes one pixel at a time and looks which positions notice.
TEST(ReceptiveField, HoldsEveryPixelThatAPositionNotices) {
  const WeightsFile file = weights_file(cnn_spec());
  const std::vector<std::size_t> stages = feature_stages(file.network);
  Tensor input;
  std::array<float, kDigitCount> probabilities{};
  for (const std::size_t layer : stages) {
    const ReceptiveField field = receptive_field(file.network, layer);
    const LayerPlan& plan = file.network.layers[layer];
    const auto values_for = [&](int bright) {
      Workspace workspace;
      workspace.keep_activations = true;
      std::vector<float> pixels(kImagePixels, 0.4f);
      if (bright >= 0) pixels[static_cast<std::size_t>(bright)] = 1;
      predict(file, pixels, probabilities, input, workspace);
      return workspace.outputs[layer];
    };
    const Tensor before = values_for(-1);
    for (int column = 0; column < kImageSide; ++column) {
      const Tensor after = values_for(13 * kImageSide + column);
      for (int p = 0; p < plan.output.width; ++p) {
        bool noticed = false;
        for (int r = 0; r < plan.output.height; ++r) {
          const std::size_t row = static_cast<std::size_t>(r) * plan.output.width + p;
          for (int c = 0; c < plan.output.channels; ++c)
            noticed = noticed || before.row(row)[c] != after.row(row)[c];
        }
        const int first = field.start + p * field.pitch;
        if (noticed) {
          EXPECT_TRUE(column >= first && column < first + field.side)
              << "layer " << layer << " position " << p;
        }
      }
    }
  }
  EXPECT_EQ(receptive_field(file.network, stages[0]), (ReceptiveField{-1, 1, 3}));
  EXPECT_EQ(receptive_field(file.network, stages[1]), (ReceptiveField{-3, 4, 8}));
  EXPECT_EQ(receptive_field(file.network, file.network.layers.size() - 1).side, kImageSide);
}

TEST(MapPeaks, FindTheStrongestAnswerAndTheLitShare) {
  Tensor maps(Shape{1, 2, 2, 3});
  maps.values = {0, 1, -3, 2, 5, -1, 0, 5, -2, 0, 0, -4};
  const std::vector<MapPeak> peaks = map_peaks(maps);
  ASSERT_EQ(peaks.size(), 3u);
  EXPECT_FLOAT_EQ(peaks[0].value, 2);
  EXPECT_EQ(peaks[0].row, 0);
  EXPECT_EQ(peaks[0].column, 1);
  EXPECT_FLOAT_EQ(peaks[0].lit, 0.25f);
  EXPECT_FLOAT_EQ(peaks[1].value, 5);
  EXPECT_EQ(peaks[1].row, 0) << "the first on a tie";
  EXPECT_FLOAT_EQ(peaks[1].lit, 0.75f);
  EXPECT_FLOAT_EQ(peaks[2].value, -1);
  EXPECT_FLOAT_EQ(peaks[2].lit, 0);
}

}  // namespace
}  // namespace second_opinion
