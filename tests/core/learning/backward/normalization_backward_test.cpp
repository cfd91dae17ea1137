// Batch norm in training mode against plain double arithmetic, and the
// gradients of both norms against finite differences.
#include "core/learning/backward/normalization_backward.hpp"

#include "core/layers/activations.hpp"
#include "core/layers/normalization.hpp"
#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::normal_values;

void check_batch_norm(Shape shape, bool with_relu) {
  Tensor input = normal_tensor(shape, 1);
  for (float& value : input.values) value += 0.5f;
  std::vector<float> scale = normal_values(shape.channels, 2);
  std::vector<float> shift = normal_values(shape.channels, 3);
  const Tensor direction = normal_tensor(shape, 4);
  BatchStatistics statistics;
  Tensor output;
  BackwardScratch scratch;
  const auto objective = [&] {
    batch_norm_training_forward(input, scale, shift, with_relu, statistics, output, scratch);
    return dot(output.values, direction.values);
  };
  objective();
  Tensor gradient = direction;
  std::vector<float> scale_gradient(scale.size());
  std::vector<float> shift_gradient(shift.size());
  batch_norm_backward(input, scale, shift, with_relu, statistics, scale_gradient, shift_gradient,
                      gradient, scratch);
  // A step may carry an output over the ReLU's kink, which costs at most half a step of one term.
  const float step = with_relu ? 1e-3f : 1e-2f;
  const double tolerance = with_relu ? 1e-2 : 3e-3;
  expect_gradient(input.values, objective, gradient.values, step, tolerance);
  expect_gradient(scale, objective, scale_gradient, step, tolerance);
  expect_gradient(shift, objective, shift_gradient, step, tolerance);
}

TEST(NormalizationBackward, BatchNormMatchesFiniteDifferences) {
  check_batch_norm({4, 3, 5, 6}, false);
}
TEST(NormalizationBackward, BatchNormOfManyChannelsMatchesFiniteDifferences) {
  check_batch_norm({3, 2, 3, 19}, false);
}
TEST(NormalizationBackward, BatchNormWithReluMatchesFiniteDifferences) {
  check_batch_norm({4, 3, 3, 5}, true);
}

TEST(NormalizationBackward, BatchNormInTrainingIsBatchNormWithTheStatisticsOfTheBatch) {
  const Shape shape{3, 5, 7, 9};
  const Tensor input = normal_tensor(shape, 1, 3);
  const std::vector<float> scale = normal_values(9, 2);
  const std::vector<float> shift = normal_values(9, 3);
  BatchStatistics statistics;
  BackwardScratch scratch;
  Tensor output, expected;
  batch_norm_training_forward(input, scale, shift, false, statistics, output, scratch);
  EXPECT_EQ(statistics.count, shape.rows());
  for (int c = 0; c < 9; ++c) {
    double mean = 0, variance = 0;
    for (std::size_t row = 0; row < shape.rows(); ++row) mean += input.row(row)[c];
    mean /= static_cast<double>(shape.rows());
    for (std::size_t row = 0; row < shape.rows(); ++row)
      variance += (input.row(row)[c] - mean) * (input.row(row)[c] - mean);
    variance /= static_cast<double>(shape.rows());
    EXPECT_NEAR(statistics.mean[c], mean, 1e-5);
    EXPECT_NEAR(statistics.variance[c], variance, 1e-4);
  }
  batch_norm_forward(input, scale, shift, statistics.mean, statistics.variance, expected);
  for (std::size_t i = 0; i < expected.values.size(); ++i)
    ASSERT_NEAR(output.values[i], expected.values[i], 1e-5);
  Tensor rectified;
  batch_norm_training_forward(input, scale, shift, true, statistics, output, scratch);
  relu_forward(expected, rectified);
  for (std::size_t i = 0; i < expected.values.size(); ++i)
    ASSERT_NEAR(output.values[i], rectified.values[i], 1e-5);
}

TEST(NormalizationBackward, BatchNormOfAConstantChannelStaysFinite) {
  Tensor input(Shape{2, 2, 2, 1});
  for (float& value : input.values) value = 1000.1f;
  const std::vector<float> one{1}, zero{0};
  BatchStatistics statistics;
  BackwardScratch scratch;
  Tensor output;
  batch_norm_training_forward(input, one, zero, false, statistics, output, scratch);
  for (const float value : output.values) EXPECT_TRUE(std::isfinite(value));
  EXPECT_GE(statistics.variance[0], 0);
}

TEST(NormalizationBackward, LayerNormMatchesFiniteDifferences) {
  for (const int channels : {5, 16, 80}) {
    Tensor input = normal_tensor({2, 2, 2, channels}, 1);
    std::vector<float> scale = normal_values(channels, 2);
    std::vector<float> shift = normal_values(channels, 3);
    const Tensor direction = normal_tensor(input.shape, 4);
    Tensor output;
    const auto objective = [&] {
      layer_norm_forward(input, scale, shift, output);
      return dot(output.values, direction.values);
    };
    Tensor gradient = direction;
    std::vector<float> scale_gradient(scale.size());
    std::vector<float> shift_gradient(shift.size());
    layer_norm_backward(input, scale, scale_gradient, shift_gradient, gradient);
    expect_gradient(input.values, objective, gradient.values);
    expect_gradient(scale, objective, scale_gradient);
    expect_gradient(shift, objective, shift_gradient);
  }
}

TEST(NormalizationBackward, AddsToParameterGradients) {
  const Tensor input = normal_tensor({2, 2, 2, 3}, 1);
  const std::vector<float> scale = normal_values(3, 2), shift = normal_values(3, 3);
  const Tensor direction = normal_tensor(input.shape, 4);
  BatchStatistics statistics;
  BackwardScratch scratch;
  Tensor output;
  batch_norm_training_forward(input, scale, shift, false, statistics, output, scratch);
  std::vector<float> batch_once(3), batch_twice(3), layer_once(3), layer_twice(3), batch_shift(3),
      layer_shift(3);
  for (int call = 0; call < 3; ++call) {
    Tensor batch_gradient = direction, layer_gradient = direction;
    batch_norm_backward(input, scale, shift, false, statistics, call ? batch_twice : batch_once,
                        batch_shift, batch_gradient, scratch);
    layer_norm_backward(input, scale, call ? layer_twice : layer_once, layer_shift, layer_gradient);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_FLOAT_EQ(batch_twice[c], 2 * batch_once[c]);
    EXPECT_NEAR(layer_twice[c], 2 * layer_once[c], 1e-5);
  }
}

}  // namespace
}  // namespace second_opinion
