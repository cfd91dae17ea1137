// Covers native_trainer/export/keras_model.cpp and keras_*layers.cpp: what the model says. That its
// numbers are right is for keras_file.test.mjs.
#include "native_trainer/export/keras_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

TEST(KerasModel, EveryFamilyGoesFromImagesToProbabilities) {
  for (const NetworkSpec& spec : testing::all_specs()) {
    const auto model = to_keras(testing::weights_file(spec));
    ASSERT_TRUE(model.ok()) << family_name(spec.family);
    EXPECT_EQ(model.value().layers.front().name, "images");
    EXPECT_EQ(model.value().layers.back().name, "probabilities");
    EXPECT_EQ(model.value().provenance, "{\"recipe\":\"test\"}");
    std::set<std::string> known;
    for (const KerasLayer& layer : model.value().layers) {
      for (const std::string& input : layer.inputs)
        EXPECT_TRUE(known.contains(input)) << layer.name << " reads " << input;
      EXPECT_TRUE(known.insert(layer.name).second) << layer.name << " is there twice";
      EXPECT_EQ(layer.config["name"], layer.name);
    }
  }
}

TEST(KerasModel, TakesWeightsAsTheyAre) {
  const WeightsFile file = testing::weights_file(testing::mlp_spec());
  const auto model = to_keras(file);
  std::vector<std::vector<float>> values;
  for (const KerasLayer& layer : model.value().layers) {
    for (const KerasWeight& weight : layer.weights) values.push_back(weight.values);
  }
  ASSERT_EQ(values.size(), file.network.parameters.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_EQ(values[i], file.network.parameters[i].values);
}

TEST(KerasModel, RefusesBatchNormInWords) {
  WeightsFile file = testing::weights_file(testing::cnn_spec());
  file.network = testing::random_network(testing::cnn_spec());
  const auto model = to_keras(file);
  ASSERT_FALSE(model.ok());
  EXPECT_THAT(model.error(), ::testing::HasSubstr("batch norm"));
}

}  // namespace
}  // namespace second_opinion
