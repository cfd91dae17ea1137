// Covers core/network/layer_kinds.cpp: the numbers, names and fields of every kind of layer.
#include "core/network/layer_kinds.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace second_opinion {
namespace {

// As files of weights have them: this list may grow at its end, and must not change otherwise.
constexpr std::string_view kNamesByNumber[] = {"linear",
                                               "convolution",
                                               "batch_norm",
                                               "layer_norm",
                                               "relu",
                                               "gelu",
                                               "sigmoid",
                                               "max_pool",
                                               "average_pool",
                                               "global_average_pool",
                                               "global_max_pool",
                                               "global_average_max_pool",
                                               "dropout",
                                               "patch_embedding",
                                               "position_embedding",
                                               "attention",
                                               "residual_begin",
                                               "residual_end",
                                               "class_token",
                                               "first_token"};

TEST(LayerKinds, KeepTheNumbersThatFilesHave) {
  int number = 0;
  for (const std::string_view name : kNamesByNumber) {
    const auto layer = layer_of_number(++number);
    ASSERT_TRUE(layer) << name;
    EXPECT_EQ(layer_name(*layer), name);
    EXPECT_EQ(layer_number(*layer), number);
  }
}

TEST(LayerKinds, AreFoundByNameAndByNumberAlone) {
  std::set<std::string_view> names;
  for (int number = 1; number <= kLayerKinds; ++number) {
    const LayerSpec layer = *layer_of_number(number);
    EXPECT_EQ(layer_of_name(layer_name(layer)), layer);
    names.insert(layer_name(layer));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kLayerKinds));
  for (const int number : {-1, 0, kLayerKinds + 1, 255}) EXPECT_FALSE(layer_of_number(number));
  for (const std::string name : {"", "Linear", "linear ", "unknown"})
    EXPECT_FALSE(layer_of_name(name)) << name;
}

TEST(LayerKinds, GiveTheirFieldsAndTakeThemBack) {
  const LayerSpec layers[] = {
      Linear{.units = 12, .flatten = true, .bias = false},
      Convolution{.units = 3, .kernel = 5, .stride = 2, .padding = 1, .bias = false},
      MaxPool{3, 2},
      Dropout{0.25f},
      ResidualEnd{0.5f},
      PatchEmbedding{.units = 8, .kernel = 8, .stride = 4, .padding = 2},
      Attention{4},
      Gelu{}};
  for (const LayerSpec& layer : layers) {
    LayerSpec again = *layer_of_number(layer_number(layer));
    EXPECT_TRUE(set_fields(again, fields_of(layer))) << layer_name(layer);
    EXPECT_EQ(again, layer) << layer_name(layer);
  }
  EXPECT_EQ(fields_of(layers[1]), (LayerFields{3, 5, 2, 1, 0, 0, 0, 0}));
  EXPECT_EQ(fields_of(Gelu{}), kNoFields);
}

TEST(LayerKinds, RefuseFieldsThatTheyDoNotHave) {
  for (std::size_t field = 0; field < kFieldCount; ++field) {
    LayerFields fields = kNoFields;
    fields[field] += 1;
    LayerSpec relu = Relu{};
    EXPECT_FALSE(set_fields(relu, fields)) << field;
  }
  LayerSpec pool = MaxPool{};
  EXPECT_TRUE(set_fields(pool, {0, 3, 2, 0, 0, 1, 0, 0}));
  EXPECT_EQ(pool, LayerSpec(MaxPool{3, 2}));
  EXPECT_FALSE(set_fields(pool, {0, 3, 2, 1, 0, 1, 0, 0})) << "padding";
}

TEST(LayerKinds, SayWhatAPositionSees) {
  EXPECT_TRUE(reach_of(Relu{}).only_itself());
  EXPECT_TRUE(reach_of(Linear{.units = 3}).only_itself());
  EXPECT_TRUE(reach_of(Linear{.units = 3, .flatten = true}).everything);
  EXPECT_TRUE(reach_of(Attention{2}).everything);
  EXPECT_EQ(reach_of(Convolution{.units = 1, .kernel = 5, .padding = 2}).kernel, 5);
  EXPECT_EQ(reach_of(PatchEmbedding{.units = 1, .kernel = 7}).stride, 7);
}

}  // namespace
}  // namespace second_opinion
