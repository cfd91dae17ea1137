// Covers core/explain/attention.cpp.
#include "core/explain/attention.hpp"

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

TEST(AttentionTrace, HoldsTheWeightsBetweenTilesOfAPlainForwardPass) {
  const WeightsFile file = weights_file(transformer_spec());
  const Workspace pass = activations_of(file, DigitImage{});
  const TokenTrace trace = attention_trace(file, DigitImage{});
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

TEST(AttentionTrace, LeavesAClassTokenOutOfTheTiles) {
  NetworkSpec spec = transformer_spec();
  spec.layers.insert(spec.layers.begin() + 2, ClassToken{});
  *(spec.layers.end() - 2) = FirstToken{};
  const WeightsFile file = weights_file(spec);
  const TokenTrace trace = attention_trace(file, DigitImage{});
  EXPECT_EQ(trace.first_token, 1);
  EXPECT_EQ(trace.row(1, 1, 15).size(), 16u);
  EXPECT_EQ(trace.row(1, 1, 15).data(), trace.attention[1].row(17 + 16) + 1);
}

TEST(AttentionTrace, HasTheSameShapesBeforeAnyPicture) {
  const WeightsFile file = weights_file(transformer_spec());
  const TokenTrace blank = blank_trace(file.network), seen = attention_trace(file, DigitImage{});
  EXPECT_EQ(blank.tiles(), seen.tiles());
  EXPECT_EQ(blank.first_token, seen.first_token);
  EXPECT_EQ(blank.tile, seen.tile);
  ASSERT_EQ(blank.blocks(), seen.blocks());
  for (int block = 0; block < blank.blocks(); ++block) {
    const auto b = static_cast<std::size_t>(block);
    EXPECT_EQ(blank.attention[b].shape, seen.attention[b].shape);
  }
  EXPECT_EQ(blank.rollout.shape, seen.rollout.shape);
  EXPECT_EQ(blank.rollout_row(3)[3], 0);
  EXPECT_EQ(blank_trace(random_network(cnn_spec())).blocks(), 0);
}

TEST(AttentionTrace, FindsTheTileWithTheMostInk) {
  std::array<unsigned char, kImagePixels> bytes{};
  for (int y = 15; y < 20; ++y) bytes[static_cast<std::size_t>(y * kImageSide + 24)] = 255;
  const TokenTrace trace = blank_trace(random_network(transformer_spec()));
  EXPECT_EQ(inkiest_tile(trace, DigitImage::from_bytes(bytes)), 2 * 4 + 3);
}

}  // namespace
}  // namespace second_opinion
