// Covers native_trainer/compression/layer_moments.cpp.
#include "native_trainer/compression/layer_moments.hpp"

#include <gtest/gtest.h>

#include "core/image/network_input.hpp"
#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using namespace testing;

// Outputs follow from the moments: E[y] = E[x]·w + b and E[(y - b)²] = wᵀ·E[x·xᵀ]·w, whatever
// windows a layer gathers.
void expect_outputs_to_follow(const NetworkSpec& spec) {
  const WeightsFile file = weights_file(spec);
  const Dataset pictures = bars_dataset(21);
  Workspace workspace;
  workspace.keep_activations = true;
  Tensor images({pictures.size(), kImageSide, kImageSide, 1});
  std::copy(pictures.pixels.begin(), pictures.pixels.end(), images.values.begin());
  prepare_network_input(images.values, InkScale::kByte, file.input_mean, file.input_deviation);
  (void)forward(file.network, images, workspace);
  for (std::size_t i = 0; i < file.network.layers.size(); ++i) {
    const LayerPlan& layer = file.network.layers[i];
    if (!has_weighted_inputs(layer.spec) || is<Attention>(layer.spec)) continue;
    const LayerMoments moments = layer_moments(file, i, pictures);
    const Parameter& weight =
        file.network.parameters[static_cast<std::size_t>(layer.first_parameter)];
    const Parameter& bias =
        file.network.parameters[static_cast<std::size_t>(layer.first_parameter + 1)];
    const Tensor& out = workspace.outputs[i];
    for (int c = 0; c < weight.columns; ++c) {
      Eigen::VectorXd w(weight.rows);
      for (int r = 0; r < weight.rows; ++r)
        w[r] = weight.values[static_cast<std::size_t>(r) * weight.columns + c];
      double mean = 0, square = 0;
      const auto b = static_cast<double>(bias.values[static_cast<std::size_t>(c)]);
      for (std::size_t row = 0; row < out.shape.rows(); ++row) {
        const double y = static_cast<double>(out.row(row)[c]) - b;
        mean += y / static_cast<double>(out.shape.rows());
        square += y * y / static_cast<double>(out.shape.rows());
      }
      EXPECT_NEAR(moments.mean.dot(w), mean, 1e-3 * (1 + std::abs(mean)))
          << weight.name << " column " << c;
      EXPECT_NEAR(w.dot(moments.products * w), square, 2e-3 * (1 + square))
          << weight.name << " column " << c;
    }
  }
}

TEST(LayerMoments, OutputsFollowForLinearLayers) {
  expect_outputs_to_follow(mlp_spec());
}
TEST(LayerMoments, OutputsFollowForConvolutionsWithPaddingAndStride) {
  expect_outputs_to_follow(cnn_spec());
}
TEST(LayerMoments, OutputsFollowForPatchesAndPerPositionLayers) {
  expect_outputs_to_follow(transformer_spec());
}
TEST(LayerMoments, OutputsFollowForPatchesThatOverlap) {
  NetworkSpec spec = transformer_spec();
  spec.layers[0] = PatchEmbedding{.units = 8, .kernel = 8, .stride = 4, .padding = 2};
  expect_outputs_to_follow(spec);
}

}  // namespace
}  // namespace second_opinion
