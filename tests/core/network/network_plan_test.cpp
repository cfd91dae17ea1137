// Covers core/network/network_plan.cpp: shapes, parameters, counts, and the sentences of its
// refusals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/network/network.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;
using ::testing::HasSubstr;

TEST(NetworkPlan, WorksOutShapesAndParametersOfACnn) {
  const NetworkPlan plan = plan_network(cnn_spec()).value();
  const Shape outputs[] = {{1, 28, 28, 4}, {1, 28, 28, 4}, {1, 28, 28, 4}, {1, 14, 14, 4},
                           {1, 7, 7, 6},   {1, 7, 7, 6},   {1, 7, 7, 6},   {1, 1, 1, 12},
                           {1, 1, 1, 8},   {1, 1, 1, 8},   {1, 1, 1, 10}};
  ASSERT_EQ(plan.layers.size(), std::size(outputs));
  Shape previous{1, 28, 28, 1};
  for (std::size_t i = 0; i < plan.layers.size(); ++i) {
    EXPECT_EQ(plan.layers[i].input, previous) << i;
    EXPECT_EQ(plan.layers[i].output, outputs[i]) << i;
    previous = outputs[i];
  }
  const struct {
    const char* name;
    ParameterRole role;
    int rows, columns;
  } parameters[] = {
      {"0.convolution.weight", ParameterRole::kWeight, 9, 4},
      {"1.batch_norm.scale", ParameterRole::kNormScale, 1, 4},
      {"1.batch_norm.shift", ParameterRole::kNormShift, 1, 4},
      {"1.batch_norm.mean", ParameterRole::kRunningMean, 1, 4},
      {"1.batch_norm.variance", ParameterRole::kRunningVariance, 1, 4},
      {"4.convolution.weight", ParameterRole::kWeight, 36, 6},
      {"4.convolution.bias", ParameterRole::kBias, 1, 6},
  };
  for (std::size_t i = 0; i < std::size(parameters); ++i) {
    EXPECT_EQ(plan.parameters[i].name, parameters[i].name);
    EXPECT_EQ(plan.parameters[i].role, parameters[i].role) << parameters[i].name;
    EXPECT_EQ(plan.parameters[i].rows, parameters[i].rows) << parameters[i].name;
    EXPECT_EQ(plan.parameters[i].columns, parameters[i].columns) << parameters[i].name;
  }
  // Weights, biases, scales and shifts; running statistics are not learned.
  EXPECT_EQ(plan.parameter_total, 36u + 8 + (216 + 6) + 12 + (12 * 8 + 8) + 16 + (80 + 10));
  EXPECT_EQ(plan.multiply_adds, 784.0 * 36 + 49.0 * 216 + 96 + 80);
}

TEST(NetworkPlan, PatchesOverlapWhereTheirStrideIsSmallerThanTheirSide) {
  NetworkSpec spec = transformer_spec();
  spec.layers[0] = PatchEmbedding{.units = 8, .kernel = 8, .stride = 4, .padding = 2};
  const NetworkPlan plan = plan_network(spec).value();
  EXPECT_EQ(plan.layers[0].output, (Shape{1, 7, 7, 8}));
  EXPECT_EQ(plan.parameters[0].rows, 64);
  std::get<PatchEmbedding>(spec.layers[0]).padding = 1;
  EXPECT_NE(plan_network(spec).error().find("the patches do not cover"), std::string::npos);
}

TEST(NetworkPlan, WorksOutShapesAndParametersOfATransformer) {
  const NetworkPlan plan = plan_network(transformer_spec()).value();
  EXPECT_EQ(plan.layers[0].output, (Shape{1, 4, 4, 8}));
  EXPECT_EQ(plan.layers.back().output, (Shape{1, 1, 1, 10}));
  const std::size_t block = 16 + (8 * 24 + 24 + 64 + 8) + 16 + (8 * 16 + 16) + (16 * 8 + 8);
  EXPECT_EQ(plan.parameter_total, (49u * 8 + 8) + 16 * 8 + 2 * block + 16 + 90);
  const double per_block = 4.0 * 8 * 8 * 16 + 2.0 * 16 * 16 * 8 + 2.0 * 8 * 16 * 16;
  EXPECT_EQ(plan.multiply_adds, 49.0 * 8 * 16 + 2 * per_block + 80);
}

TEST(NetworkPlan, WorksOutAClassToken) {
  const NetworkPlan plan =
      plan_network({Family::kTransformer, {patches(7, 8), ClassToken{}, FirstToken{}, linear(10)}})
          .value();
  EXPECT_EQ(plan.layers[1].output, (Shape{1, 1, 17, 8}));
  EXPECT_EQ(plan.layers[2].output, (Shape{1, 1, 1, 8}));
  EXPECT_EQ(plan.parameter_total, (49u * 8 + 8) + 8 + 90);
}

TEST(NetworkPlan, GivesEveryParameterItsOwnNameAndLayer) {
  for (const NetworkSpec& spec : all_specs()) {
    const NetworkPlan plan = plan_network(spec).value();
    std::set<std::string> names;
    std::size_t next = 0;
    for (std::size_t i = 0; i < plan.layers.size(); ++i) {
      EXPECT_EQ(plan.layers[i].spec, spec.layers[i]);
      EXPECT_EQ(static_cast<std::size_t>(plan.layers[i].first_parameter), next);
      for (int p = 0; p < plan.layers[i].parameter_count; ++p, ++next) {
        EXPECT_EQ(plan.parameters[next].layer, static_cast<int>(i));
        EXPECT_TRUE(plan.parameters[next].values.empty());
        names.insert(plan.parameters[next].name);
      }
    }
    EXPECT_EQ(next, plan.parameters.size());
    EXPECT_EQ(names.size(), plan.parameters.size());
  }
}

TEST(NetworkPlan, MakesNetworksOfZeros) {
  const Network network = Network::zeros(cnn_spec());
  EXPECT_EQ(parameter_total(network), plan_network(cnn_spec()).value().parameter_total);
  EXPECT_EQ(multiply_adds(network), plan_network(cnn_spec()).value().multiply_adds);
  for (const Parameter& parameter : network.parameters) {
    EXPECT_EQ(parameter.values,
              std::vector<float>(static_cast<std::size_t>(parameter.rows) * parameter.columns))
        << parameter.name;
  }
}

struct Refused {
  std::vector<LayerSpec> layers;
  const char* says;
};

TEST(NetworkPlan, RefusesInOneSentence) {
  const LayerSpec begin = ResidualBegin{}, end = ResidualEnd{}, out = linear(10);
  const LayerSpec odd_rate = Dropout{1}, nan_rate = Dropout{std::nanf("")};
  const Refused rows[] = {
      {{}, "no layers"},
      {std::vector<LayerSpec>(257, Relu{}), "more than 256 layers"},
      {{linear(9)}, "ends with 1 × 1 × 9 values; 1 × 1 × 10 are needed"},
      {{linear(10, false)}, "ends with 28 × 28 × 10 values"},
      {{Relu{}}, "ends with 28 × 28 × 1 values"},
      {{linear(0), out}, "layer 0 (linear): units must be at least 1"},
      {{linear(-1), out}, "layer 0 (linear): a size is out of range"},
      {{linear(65537), out}, "layer 0 (linear): a size is out of range"},
      {{Relu{}, convolution(4, 0), out}, "layer 1 (convolution): kernel must be at least 1"},
      {{convolution(0, 3), out}, "units must be at least 1"},
      {{convolution(4, 29), out}, "a size is out of range"},
      {{convolution(4, 3, 3), out}, "padding must be smaller than the kernel"},
      {{convolution(4, 3, -1), out}, "a size is out of range"},
      {{convolution(4, 3, 0, 0), out}, "a size is out of range"},
      {{convolution(1, 28), convolution(1, 2), out},
       "layer 1 (convolution): the kernel does not fit into 1 × 1 × 1"},
      {{MaxPool{28, 28}, MaxPool{2, 2}, out},
       "layer 1 (max_pool): the window does not fit into 1 × 1 × 1"},
      {{AveragePool{}, out}, "kernel must be at least 1"},
      {{patches(5, 8), out}, "the patches do not cover 28 × 28 × 1 exactly"},
      {{patches(0, 8), out}, "the patches do not cover"},
      {{patches(7, 8), attention(3), out}, "layer 1 (attention): heads must divide the width 8"},
      {{patches(7, 8), attention(0), out}, "heads must divide"},
      {{begin, out}, "a residual begins and never ends"},
      {{end, out}, "layer 0 (residual_end): ends a residual that never began"},
      {{begin, convolution(2, 3, 1), end, out},
       "layer 2 (residual_end): adds 28 × 28 × 1 to 28 × 28 × 2; both must be equal"},
      {{odd_rate, out}, "layer 0 (dropout): a size is out of range"},
      {{nan_rate, out}, "layer 0 (dropout): a size is out of range"},
      {{linear(50000), out}, "more than 33554432 parameters"},
  };
  for (const Refused& row : rows) {
    const auto plan = plan_network({Family::kCnn, row.layers});
    ASSERT_FALSE(plan.ok()) << row.says;
    EXPECT_THAT(plan.error(), HasSubstr(row.says));
  }
}

TEST(NetworkPlan, RefusesNetworksThatNeedFewParametersButVastMemory) {
  // Padding of 27 makes pictures grow by 27 pixels a layer.
  std::vector<LayerSpec> growing(250, convolution(1, 28, 27));
  growing.push_back(GlobalAveragePool{});
  growing.push_back(linear(10));
  EXPECT_THAT(plan_network({Family::kCnn, growing}).error(), HasSubstr("more than 4194304 values"));
  EXPECT_THAT(plan_network({Family::kCnn, {convolution(65536, 1), GlobalAveragePool{}, linear(10)}})
                  .error(),
              HasSubstr("more than 4194304 values"));
  EXPECT_THAT(plan_network({Family::kTransformer,
                            {patches(1, 64), attention(64), GlobalAveragePool{}, linear(10)}})
                  .error(),
              HasSubstr("more than 4194304 probabilities"));
}

TEST(NetworkPlan, RefusesEveryRandomSpecificationOrPlansItWithinTheCaps) {
  std::mt19937 random(1);
  const auto pick = [&](std::initializer_list<int> values) {
    return static_cast<double>(*(values.begin() + random() % values.size()));
  };
  int planned = 0;
  for (int round = 0; round < 5000; ++round) {
    NetworkSpec spec{Family::kCnn, {}};
    for (unsigned count = random() % 6; count > 0; --count) {
      LayerSpec layer = *layer_of_number(1 + static_cast<int>(random() % kLayerKinds));
      (void)set_fields(
          layer, {pick({0, 1, 3, 10, 70000, -5}), pick({0, 1, 2, 3, 7, 28, 40}), pick({1, 2, 0, 7}),
                  pick({0, 1, 2, -1, 27}), pick({0, 1, 3, 300}), 1, pick({0, 1}), 0});
      spec.layers.push_back(layer);
    }
    spec.layers.push_back(linear(10));
    const auto plan = plan_network(spec);
    if (!plan.ok()) {
      ASSERT_FALSE(plan.error().empty());
      continue;
    }
    ++planned;
    ASSERT_LE(plan.value().parameter_total, kMaxParameters);
    for (const LayerPlan& l : plan.value().layers)
      ASSERT_TRUE(l.output.features() >= 1 && l.output.features() <= kMaxFeatures);
  }
  EXPECT_GT(planned, 100);
}

TEST(NetworkPlan, NamesEveryFamily) {
  EXPECT_EQ(family_name(Family::kTransformer), "transformer");
}

}  // namespace
}  // namespace second_opinion
