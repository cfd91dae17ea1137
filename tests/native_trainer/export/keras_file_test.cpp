// Covers native_trainer/export/keras_file.cpp: its errors. The layout is read back by
// keras_file.test.mjs.
#include "native_trainer/export/keras_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "native_trainer/export/keras_model.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

TEST(KerasFile, TheSameModelGivesTheSameBytes) {
  const auto model = to_keras(testing::weights_file(testing::transformer_spec()));
  const auto bytes = keras_bytes(model.value());
  ASSERT_TRUE(bytes.ok()) << bytes.error();
  EXPECT_EQ(bytes.value().substr(1, 3), "HDF");
  EXPECT_EQ(keras_bytes(model.value()).value(), bytes.value());
}

TEST(KerasFile, RefusesMoreNamesThanFit) {
  KerasModel model = to_keras(testing::weights_file(testing::linear_spec())).value();
  const std::string name(1000, 'n');
  for (int i = 0; i < 64; ++i)
    model.layers.push_back(
        {"Add", name + std::to_string(i), nlohmann::ordered_json::object(), {}, {}});
  const auto bytes = keras_bytes(model);
  ASSERT_FALSE(bytes.ok());
  EXPECT_THAT(bytes.error(), ::testing::HasSubstr("too many layers"));
}

TEST(KerasFile, SaysWhenHdf5Refuses) {
  KerasModel model = to_keras(testing::weights_file(testing::linear_spec())).value();
  model.layers.push_back(model.layers.back());  // a group that exists
  EXPECT_FALSE(keras_bytes(model).ok());
}

}  // namespace
}  // namespace second_opinion
