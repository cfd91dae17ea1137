// Whole networks: gradients of every parameter against finite differences,
// what the seed decides, and what inference must agree with.
#include "core/learning/backward/network_backward.hpp"

#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::fill_normal;
using testing::normal_tensor;

// Smooth in place of ReLU and maximum, so that finite differences are exact; `relu` for the real
// thing.
NetworkSpec small_cnn(const LayerSpec& activation) {
  return {Family::kCnn,
          {Convolution{.units = 4, .kernel = 3, .stride = 2, .padding = 1, .bias = false},
           BatchNorm{}, activation, AveragePool{.kernel = 2, .stride = 2}, ResidualBegin{},
           Convolution{.units = 6, .kernel = 3, .padding = 1}, BatchNorm{}, activation,
           Convolution{.units = 4, .kernel = 1, .bias = false}, BatchNorm{}, ResidualEnd{},
           activation, MaxPool{.kernel = 2, .stride = 2}, GlobalAverageMaxPool{},
           Linear{.units = 10, .flatten = true}}};
}

NetworkSpec small_transformer(float rate) {
  return {Family::kTransformer,
          {PatchEmbedding{.units = 12, .kernel = 10, .stride = 6}, PositionEmbedding{},
           ResidualBegin{}, LayerNorm{}, Attention{.heads = 3}, ResidualEnd{.rate = rate},
           ResidualBegin{}, LayerNorm{}, Linear{.units = 20}, Gelu{}, Dropout{.rate = rate},
           Linear{.units = 12}, ResidualEnd{.rate = rate}, LayerNorm{}, GlobalAveragePool{},
           Linear{.units = 10, .flatten = true}}};
}

// Read from a class token in place of the average.
NetworkSpec class_token_transformer() {
  NetworkSpec spec = small_transformer(0);
  spec.layers.insert(spec.layers.begin() + 1, ClassToken{});
  for (LayerSpec& layer : spec.layers)
    if (is<GlobalAveragePool>(layer)) layer = FirstToken{};
  return spec;
}

Network filled(const NetworkSpec& spec) {
  Network network = Network::zeros(spec);
  std::uint64_t seed = 100;
  for (Parameter& p : network.parameters) {
    const bool weight = p.role == ParameterRole::kWeight;
    fill_normal(p.values, ++seed, weight ? 1 / std::sqrt(static_cast<float>(p.rows)) : 0.3f);
    if (p.role == ParameterRole::kNormScale || p.role == ParameterRole::kRunningVariance) {
      for (float& value : p.values) value = 1 + 0.3f * std::abs(value);
    }
  }
  return network;
}

bool learned(const Parameter& p) {
  return p.role != ParameterRole::kRunningMean && p.role != ParameterRole::kRunningVariance;
}

void check_network(const NetworkSpec& spec, float step, double tolerance) {
  Network network = filled(spec);
  const Tensor images = normal_tensor({4, 28, 28, 1}, 1);
  const Tensor direction = normal_tensor({4, 1, 1, 10}, 2);
  TrainingPass pass;
  const auto objective = [&] {
    return dot(pass.forward(network, images, 5).values, direction.values);
  };
  objective();
  Gradients gradients = Gradients::zeros(network);
  pass.backward(network, direction, gradients);
  for (std::size_t i = 0; i < network.parameters.size(); ++i) {
    SCOPED_TRACE(network.parameters[i].name);
    // A bias before a batch norm moves nothing.
    if (i + 1 < network.parameters.size() && network.parameters[i].role == ParameterRole::kBias &&
        is<BatchNorm>(
            network.layers[static_cast<std::size_t>(network.parameters[i + 1].layer)].spec)) {
      for (const float g : gradients.values[i]) EXPECT_NEAR(g, 0, 1e-3);
      continue;
    }
    if (learned(network.parameters[i])) {
      expect_gradient(network.parameters[i].values, objective, gradients.values[i], step, tolerance,
                      12);
    } else {
      for (const float g : gradients.values[i]) EXPECT_EQ(g, 0);
    }
  }
}

TEST(NetworkBackward, SmoothCnnMatchesFiniteDifferences) {
  check_network(small_cnn(Gelu{}), 3e-3f, 1e-2);
}
// Finite differences over kinks are rough: this one shows the wiring, the smooth one the numbers.
TEST(NetworkBackward, ReluCnnMatchesFiniteDifferencesRoughly) {
  check_network(small_cnn(Relu{}), 1e-3f, 8e-2);
}
TEST(NetworkBackward, TransformerMatchesFiniteDifferences) {
  check_network(small_transformer(0), 3e-3f, 5e-3);
}
TEST(NetworkBackward, ClassTokenMatchesFiniteDifferences) {
  check_network(class_token_transformer(), 3e-3f, 5e-3);
}
TEST(NetworkBackward, DroppedPartsMatchFiniteDifferences) {
  check_network(small_transformer(0.4f), 3e-3f, 5e-3);
}

TEST(NetworkBackward, SeedAloneDecidesWhatIsDropped) {
  const Network network = filled(small_transformer(0.4f));
  const Tensor images = normal_tensor({4, 28, 28, 1}, 1);
  TrainingPass pass, other;
  const std::vector<float> first = pass.forward(network, images, 1).values;
  EXPECT_NE(pass.forward(network, images, 2).values, first);
  EXPECT_EQ(other.forward(network, images, 1).values, first);
}

TEST(NetworkBackward, AddsToGradients) {
  const Network network = filled(small_cnn(Relu{}));
  const Tensor images = normal_tensor({3, 28, 28, 1}, 1);
  const Tensor direction = normal_tensor({3, 1, 1, 10}, 2);
  TrainingPass pass;
  Gradients once = Gradients::zeros(network), twice = Gradients::zeros(network);
  pass.forward(network, images, 1);
  pass.backward(network, direction, once);
  pass.backward(network, direction, twice);
  pass.backward(network, direction, twice);
  for (std::size_t p = 0; p < once.values.size(); ++p) {
    for (std::size_t i = 0; i < once.values[p].size(); ++i)
      ASSERT_NEAR(twice.values[p][i], 2 * once.values[p][i], 1e-3);
  }
  twice.clear();
  EXPECT_EQ(twice.values, Gradients::zeros(network).values);
}

TEST(NetworkBackward, WithoutBatchNormAndDropOutTrainingComputesWhatInferenceDoes) {
  const Network network = filled(small_transformer(0));
  const Tensor images = normal_tensor({3, 28, 28, 1}, 1);
  TrainingPass pass;
  Workspace workspace;
  const Tensor& training = pass.forward(network, images, 1);
  const Tensor& inference = forward(network, images, workspace);
  for (std::size_t i = 0; i < inference.values.size(); ++i)
    EXPECT_NEAR(training.values[i], inference.values[i], 1e-5);
}

TEST(NetworkBackward, InferenceWithTheBatchStatisticsComputesWhatTrainingDoes) {
  Network network = filled(small_cnn(Relu{}));
  const Tensor images = normal_tensor({3, 28, 28, 1}, 1);
  TrainingPass pass;
  const std::vector<float> training = pass.forward(network, images, 1).values;
  for (Parameter& p : network.parameters) {
    if (p.role == ParameterRole::kRunningMean) p.values = pass.batch_statistics(p.layer).mean;
    if (p.role == ParameterRole::kRunningVariance)
      p.values = pass.batch_statistics(p.layer).variance;
  }
  Workspace workspace;
  const Tensor& inference = forward(network, images, workspace);
  for (std::size_t i = 0; i < training.size(); ++i)
    EXPECT_NEAR(training[i], inference.values[i], 1e-4);
}

TEST(NetworkBackward, SmallerCallAfterALargerOneIsTheSame) {
  const Network network = filled(small_cnn(Relu{}));
  const Tensor many = normal_tensor({5, 28, 28, 1}, 1), few = normal_tensor({2, 28, 28, 1}, 3);
  const Tensor many_direction = normal_tensor({5, 1, 1, 10}, 2),
               few_direction = normal_tensor({2, 1, 1, 10}, 4);
  TrainingPass used, fresh;
  Gradients ignored = Gradients::zeros(network), after = ignored, expected = ignored;
  used.forward(network, many, 1);
  used.backward(network, many_direction, ignored);
  used.forward(network, few, 1);
  used.backward(network, few_direction, after);
  fresh.forward(network, few, 1);
  fresh.backward(network, few_direction, expected);
  EXPECT_EQ(after.values, expected.values);
}

}  // namespace
}  // namespace second_opinion
