// Covers core/explain/feature_maps.cpp.
#include "core/explain/feature_maps.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/classifier/classifier.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(FeatureStages, AreTheConvolutionsAfterTheirActivation) {
  const Network folded = fold_batch_norm(random_network(cnn_spec()));
  const std::vector<std::size_t> stages = feature_stages(folded);
  ASSERT_EQ(stages.size(), 2u);
  EXPECT_TRUE(is<Relu>(folded.layers[stages[0]].spec));
  EXPECT_TRUE(is<Gelu>(folded.layers[stages[1]].spec));
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

DigitImage stroke() {
  std::array<unsigned char, kImagePixels> bytes{};
  for (std::size_t i = 0; i < 20; ++i) bytes[i * kImageSide + i / 2] = 200;
  return DigitImage::from_bytes(bytes);
}

TEST(FeatureMaps, AreWhatAPlainForwardPassKeeps) {
  const WeightsFile file = weights_file(cnn_spec());
  const Workspace pass = activations_of(file, stroke());
  const std::vector<FeatureStage> stages = feature_maps(file, stroke());
  const std::vector<std::size_t> layers = feature_stages(file.network);
  ASSERT_EQ(stages.size(), 2u);
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const std::vector<float>& values = stages[i].maps.values;
    EXPECT_EQ(values, pass.outputs[layers[i]].values);
    const float most = *std::max_element(values.begin(), values.end());
    EXPECT_FLOAT_EQ(stages[i].strongest, most);
    EXPECT_FLOAT_EQ(stages[i].peaks[static_cast<std::size_t>(stages[i].leader)].value, most);
    const auto lit = std::count_if(values.begin(), values.end(), [](float v) { return v > 0; });
    EXPECT_NEAR(stages[i].lit, static_cast<double>(lit) / static_cast<double>(values.size()), 1e-4);
  }
}

TEST(FeatureMaps, HaveTheSameShapesBeforeAnyPicture) {
  const WeightsFile file = weights_file(cnn_spec());
  const std::vector<FeatureStage> blank = blank_stages(file.network),
                                  seen = feature_maps(file, stroke());
  ASSERT_EQ(blank.size(), seen.size());
  for (std::size_t i = 0; i < blank.size(); ++i) {
    EXPECT_EQ(blank[i].maps.shape, seen[i].maps.shape);
    EXPECT_EQ(blank[i].field, seen[i].field);
    EXPECT_EQ(blank[i].strongest, 0);
    EXPECT_EQ(blank[i].silent, static_cast<int>(blank[i].peaks.size()));
  }
  EXPECT_TRUE(blank_stages(random_network(linear_spec())).empty());
}

}  // namespace
}  // namespace second_opinion
