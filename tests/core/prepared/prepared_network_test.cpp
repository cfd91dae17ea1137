// Covers core/prepared/prepared_network.cpp, prepared_plan.cpp and prepared_attention.cpp: a
// prepared network answers as forward() does, for every way in which layers become one step.
#include "core/prepared/prepared_network.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;

// Layers inside a residual.
std::vector<LayerSpec> residual(const std::vector<LayerSpec>& layers) {
  std::vector<LayerSpec> all = {ResidualBegin{}};
  for (const LayerSpec& inside : layers) all.push_back(inside);
  all.push_back(ResidualEnd{});
  return all;
}

NetworkSpec joined(const std::vector<std::vector<LayerSpec>>& parts) {
  NetworkSpec spec{Family::kTransformer, {}};
  for (const auto& part : parts) {
    for (const LayerSpec& one : part) spec.layers.push_back(one);
  }
  return spec;
}

// Whole vectors of every kernel, without which the first position has no attention of its own.
constexpr int kWidth = 16;

std::vector<LayerSpec> attention_block(int heads = 2) {
  return residual({LayerNorm{}, attention(heads)});
}
std::vector<LayerSpec> linear_block() {
  return residual({LayerNorm{}, linear(24, false), Gelu{}, linear(kWidth, false)});
}

// Patches and a class token, then `body`, then what reads the first token.
NetworkSpec class_token_spec(const std::vector<std::vector<LayerSpec>>& body, bool norm = true) {
  std::vector<std::vector<LayerSpec>> all = {
      {patches(7, kWidth), ClassToken{}, PositionEmbedding{}}};
  for (const auto& part : body) all.push_back(part);
  all.push_back({FirstToken{}});
  if (norm) all.push_back({LayerNorm{}});
  all.push_back({linear(10)});
  return joined(all);
}

// Convolutions with and without what is fused, Winograd's and others, pictures of odd sides.
NetworkSpec winograd_spec(bool relu, LayerSpec after) {
  NetworkSpec spec{Family::kCnn, {convolution(16, 3, 1), Relu{}, convolution(24, 3, 1)}};
  if (relu) spec.layers.push_back(Relu{});
  for (const LayerSpec& one :
       std::vector<LayerSpec>{after, MaxPool{2, 2}, convolution(16, 3, 1, 1, false), Gelu{},
                              MaxPool{2, 2}, linear(20), Relu{}, linear(10)}) {
    spec.layers.push_back(one);
  }
  return spec;
}

std::vector<NetworkSpec> specs() {
  const LayerSpec relu = Relu{}, gelu = Gelu{};
  return {
      linear_spec(),
      mlp_spec(),
      cnn_spec(),
      transformer_spec(),
      winograd_spec(true, MaxPool{2, 2}),
      winograd_spec(false, MaxPool{2, 2}),
      winograd_spec(true, AveragePool{2, 2}),
      winograd_spec(true, MaxPool{3, 3}),
      // Only the first token counts after the last attention, in one block, in several, with layers
      // that have no such step.
      class_token_spec({attention_block(), linear_block()}),
      class_token_spec(
          {attention_block(), linear_block(), attention_block(), linear_block(), linear_block()}),
      class_token_spec({attention_block()}, false),
      class_token_spec({{attention(2)}, linear_block(), {LayerNorm{}}}),
      class_token_spec({attention_block(), {relu}, linear_block()}),
      class_token_spec({attention_block(), residual({linear(kWidth, false)})}),
      class_token_spec({linear_block()}),
      class_token_spec({attention_block(8), linear_block()}),
      class_token_spec(
          {residual({attention(4), Dropout{.rate = 0.5f}, linear(kWidth, false), relu})}),
      // Residuals that cannot be summed in place: of the images, of nothing, inside one another, of
      // what the step itself reads.
      joined({residual({convolution(1, 3, 1)}), {linear(10)}}),
      joined({residual({}), {linear(12), gelu, linear(10)}}),
      joined({{patches(7, 8)}, residual(residual({linear(8, false)})), {linear(10)}}),
      joined({{patches(7, 8)},
              residual({linear(8, false)}),
              residual({linear(8, false), relu}),
              {linear(10)}}),
      joined({{patches(7, kWidth), ResidualBegin{}}, linear_block(), {ResidualEnd{}, linear(10)}}),
      // What stands last is read by novelty, and stays alone.
      joined({{linear(10), relu}}),
      joined({{linear(10)}, residual({linear(10)})}),
      joined({{linear(10), Dropout{.rate = 0.5f}}}),
  };
}

TEST(PreparedNetwork, AnswersAsThePlainPathDoes) {
  int number = 0;
  PreparedBuffers
      buffers;  // used by every network in turn, as they are used for batches of every size
  for (const NetworkSpec& spec : specs()) {
    SCOPED_TRACE("network " + std::to_string(number++));
    ASSERT_TRUE(plan_network(spec).ok()) << plan_network(spec).error();
    const Network network = random_network(spec, 7);
    const PreparedNetwork prepared(network);
    for (const int batch : {1, 2, 5, prepared.images_at_once(), 1}) {
      std::mt19937 random(static_cast<unsigned>(batch));
      const Tensor images = random_tensor({batch, 28, 28, 1}, random);
      Workspace workspace;
      const Tensor& expected = forward(network, images, workspace);
      const PreparedAnswer answer = prepared.run(images, buffers);
      ASSERT_EQ(answer.logits.shape, expected.shape);
      expect_near(answer.logits.values, as_doubles(expected.values), 2e-5);
      const Tensor& features = last_layer_input(network, images, workspace);
      ASSERT_EQ(answer.last_layer_input.shape.features(), features.shape.features());
      expect_near(answer.last_layer_input.values, as_doubles(features.values), 2e-5);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(PreparedNetwork, GivesEachImageTheSameAnswerInAnyBatch) {
  for (const NetworkSpec& spec : {winograd_spec(true, MaxPool{2, 2}),
                                  class_token_spec({attention_block(), linear_block()})}) {
    const Network network = random_network(spec, 3);
    const PreparedNetwork prepared(network);
    std::mt19937 random(1);
    const Tensor images = random_tensor({7, 28, 28, 1}, random);
    PreparedBuffers buffers;
    const std::vector<float> together = prepared.run(images, buffers).logits.values;
    for (int i = 0; i < images.shape.batch; ++i) {
      Tensor one({1, 28, 28, 1});
      std::copy_n(images.row(static_cast<std::size_t>(i) * 784), 784, one.data());
      const Tensor& alone = prepared.run(one, buffers).logits;
      for (int digit = 0; digit < 10; ++digit)
        EXPECT_EQ(alone.values[digit], together[10 * i + digit]);
    }
  }
}

TEST(PreparedNetwork, TakesFewerImagesAtOnceTheLargerTheyAreInside) {
  const Network small = random_network(linear_spec(), 1);
  const Network large =
      random_network({Family::kCnn, {convolution(64, 3, 1), convolution(64, 3, 1), linear(10)}}, 1);
  EXPECT_GT(PreparedNetwork(small).images_at_once(), PreparedNetwork(large).images_at_once());
  EXPECT_GE(PreparedNetwork(large).images_at_once(), 1);
}

}  // namespace
}  // namespace second_opinion
