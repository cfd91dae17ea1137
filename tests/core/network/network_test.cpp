// Covers core/network/network.cpp: the forward pass is its layers one after the other,
// and folding batch norm changes nothing but the layers.
#include "core/network/network.hpp"

#include <gtest/gtest.h>

#include <random>

#include "core/layers/activations.hpp"
#include "core/layers/attention.hpp"
#include "core/layers/convolution.hpp"
#include "core/layers/embedding.hpp"
#include "core/layers/linear.hpp"
#include "core/layers/normalization.hpp"
#include "core/layers/pooling.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;

Tensor images(int count, unsigned seed = 7) {
  std::mt19937 random(seed);
  return random_tensor({count, 28, 28, 1}, random);
}

// The parameters of a network in order, each asked for once.
class Parameters {
 public:
  explicit Parameters(const Network& network) : network_(network) {}
  const std::vector<float>& next() { return network_.parameters[next_++].values; }
  bool all_used() const { return next_ == network_.parameters.size(); }

 private:
  const Network& network_;
  std::size_t next_ = 0;
};

// The transformer block by block, written out; every call's parameters in plan order.
Tensor transformer_by_hand(const Network& network, const Tensor& input) {
  Parameters p(network);
  Tensor x, y, z;
  const auto two = [&](auto call) {
    const auto& first = p.next();
    const auto& second = p.next();
    call(first, second);
  };
  two([&](const auto& w, const auto& b) { convolution_forward(input, {8, 7, 7, 0}, w, b, y); });
  position_embedding_forward(y, p.next(), x);
  const auto add_to_x = [&](const Tensor& other) {
    for (std::size_t i = 0; i < x.values.size(); ++i) x.values[i] += other.values[i];
  };
  for (int block = 0; block < 2; ++block) {
    two([&](const auto& scale, const auto& shift) { layer_norm_forward(x, scale, shift, y); });
    const auto& qkv = p.next();
    const auto& qkv_bias = p.next();
    const auto& output = p.next();
    const auto& output_bias = p.next();
    AttentionTrace trace;
    attention_forward(y, 2, {qkv, qkv_bias, output, output_bias}, trace, z);
    add_to_x(z);
    two([&](const auto& scale, const auto& shift) { layer_norm_forward(x, scale, shift, y); });
    two([&](const auto& w, const auto& b) { linear_forward(y, 16, false, w, b, z); });
    gelu_forward(z, y);
    two([&](const auto& w, const auto& b) { linear_forward(y, 8, false, w, b, z); });
    add_to_x(z);
  }
  two([&](const auto& scale, const auto& shift) { layer_norm_forward(x, scale, shift, y); });
  global_average_pool_forward(y, z);
  two([&](const auto& w, const auto& b) { linear_forward(z, 10, true, w, b, y); });
  EXPECT_TRUE(p.all_used());
  return y;
}

Tensor cnn_by_hand(const Network& network, const Tensor& input) {
  Parameters p(network);
  Tensor x, y;
  const auto norm = [&] {
    const auto& scale = p.next();
    const auto& shift = p.next();
    const auto& mean = p.next();
    const auto& variance = p.next();
    batch_norm_forward(y, scale, shift, mean, variance, x);
  };
  convolution_forward(input, {4, 3, 1, 1}, p.next(), {}, y);
  norm();
  relu_forward(x, y);
  max_pool_forward(y, 2, 2, x);
  const auto& weight = p.next();
  const auto& bias = p.next();
  convolution_forward(x, {6, 3, 2, 1}, weight, bias, y);
  norm();
  gelu_forward(x, y);
  global_average_max_pool_forward(y, x);
  const auto& weight2 = p.next();
  const auto& bias2 = p.next();
  linear_forward(x, 8, false, weight2, bias2, y);
  norm();
  const auto& weight3 = p.next();
  const auto& bias3 = p.next();
  linear_forward(x, 10, true, weight3, bias3, y);
  EXPECT_TRUE(p.all_used());
  return y;
}

TEST(Network, RunsItsLayersOneAfterTheOther) {
  const Tensor input = images(3);
  for (const bool keep : {false, true}) {
    Workspace workspace;
    workspace.keep_activations = keep;
    const Network cnn = random_network(cnn_spec()),
                  transformer = random_network(transformer_spec());
    expect_near(forward(cnn, input, workspace).values, as_doubles(cnn_by_hand(cnn, input).values),
                1e-6);
    expect_near(forward(transformer, input, workspace).values,
                as_doubles(transformer_by_hand(transformer, input).values), 1e-6);
  }
}

TEST(Network, LeavesDropoutOutOutsideTraining) {
  const Network with = random_network(mlp_spec());
  NetworkSpec spec = mlp_spec();
  spec.layers.erase(spec.layers.begin() + 2);
  const Network without = random_network(spec);
  Workspace a, b;
  expect_near(forward(with, images(2), a).values, as_doubles(forward(without, images(2), b).values),
              0);
}

TEST(Network, GivesAnImageTheSameLogitsInEveryBatch) {
  for (const NetworkSpec& spec : all_specs()) {
    const Network network = random_network(spec);
    const Tensor batch = images(21);
    Workspace workspace;
    const std::vector<float> together = forward(network, batch, workspace).values;
    for (const int image : {0, 7, 20}) {
      Tensor one(Shape{1, 28, 28, 1});
      std::copy_n(batch.data() + image * 784, 784, one.data());
      const Tensor& alone = forward(network, one, workspace);
      ASSERT_EQ(alone.shape, (Shape{1, 1, 1, 10}));
      for (int i = 0; i < 10; ++i)
        ASSERT_EQ(alone.values[i], together[image * 10 + i]) << "image " << image;
    }
  }
}

TEST(Network, KeepsActivationsAndAttentionWhenAsked) {
  const Network network = random_network(transformer_spec());
  Workspace workspace;
  workspace.keep_activations = true;
  const Tensor logits = forward(network, images(2), workspace);
  ASSERT_EQ(workspace.outputs.size(), network.layers.size());
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    Shape expected = network.layers[i].output;
    expected.batch = 2;
    EXPECT_EQ(workspace.outputs[i].shape, expected) << i;
  }
  EXPECT_EQ(workspace.outputs.back().values, logits.values);
  ASSERT_EQ(workspace.attention.size(), 2u);
  for (const Tensor& probabilities : workspace.attention) {
    ASSERT_EQ(probabilities.shape, (Shape{2, 2, 16, 16}));
    for (std::size_t row = 0; row < probabilities.shape.rows(); ++row) {
      double sum = 0;
      for (int key = 0; key < 16; ++key) sum += probabilities.row(row)[key];
      ASSERT_NEAR(sum, 1, 1e-5);
    }
  }
}

TEST(Network, RunsNestedResiduals) {
  const LayerSpec begin = ResidualBegin{}, end = ResidualEnd{};
  const Network nested =
      random_network({Family::kMlp, {begin, begin, begin, end, end, end, linear(10)}});
  Network flat = random_network(linear_spec());
  flat.parameters[0].values = nested.parameters[0].values;
  flat.parameters[1].values = nested.parameters[1].values;
  Tensor fourfold = images(1);
  for (float& value : fourfold.values) value *= 4;
  Workspace a, b;
  expect_near(forward(nested, images(1), a).values, as_doubles(forward(flat, fourfold, b).values),
              1e-6);
}

TEST(Network, FoldsBatchNormWithoutChangingTheFunction) {
  const Network network = random_network(cnn_spec());
  const Network folded = fold_batch_norm(network);
  EXPECT_EQ(folded.layers.size(), network.layers.size() - 3);
  for (const LayerSpec& spec : folded.spec.layers) EXPECT_FALSE(is<BatchNorm>(spec));
  EXPECT_EQ(folded.spec.family, Family::kCnn);
  Workspace a, b;
  expect_near(forward(folded, images(4), a).values,
              as_doubles(forward(network, images(4), b).values), 1e-5);
}

TEST(Network, FoldsNothingWhereThereIsNothingToFold) {
  const Network network = random_network(transformer_spec());
  const Network folded = fold_batch_norm(network);
  EXPECT_EQ(folded.spec, network.spec);
  ASSERT_EQ(folded.parameters.size(), network.parameters.size());
  for (std::size_t i = 0; i < network.parameters.size(); ++i)
    EXPECT_EQ(folded.parameters[i].values, network.parameters[i].values);
  // A batch norm behind an activation cannot be folded and stays.
  const NetworkSpec behind{Family::kCnn, {convolution(4, 3), Relu{}, BatchNorm{}, linear(10)}};
  EXPECT_EQ(fold_batch_norm(random_network(behind)).spec, behind);
}

}  // namespace
}  // namespace second_opinion
