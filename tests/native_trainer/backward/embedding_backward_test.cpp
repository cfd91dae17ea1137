// Gradients of patch and position embedding against finite differences.
#include "native_trainer/backward/embedding_backward.hpp"

#include "core/layers/embedding.hpp"
#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::normal_values;

TEST(EmbeddingBackward, PatchesMatchFiniteDifferences) {
  Tensor input = normal_tensor({2, 8, 12, 1}, 1);
  std::vector<float> weight = normal_values(16 * 10, 2), bias = normal_values(10, 3);
  const Tensor direction = normal_tensor({2, 2, 3, 10}, 4);
  Tensor output;
  const auto objective = [&] {
    patch_embedding_forward(input, 4, 10, weight, bias, output);
    return dot(output.values, direction.values);
  };
  std::vector<float> weight_gradient(weight.size()), bias_gradient(bias.size());
  Tensor input_gradient;
  BackwardScratch scratch;
  patch_embedding_backward(input, 4, 10, weight, direction, weight_gradient, bias_gradient, &input_gradient, scratch);
  expect_gradient(input.values, objective, input_gradient.values);
  expect_gradient(weight, objective, weight_gradient);
  expect_gradient(bias, objective, bias_gradient);
}

TEST(EmbeddingBackward, PositionsGetTheSumOverImages) {
  Tensor gradient(Shape{2, 1, 2, 2});
  gradient.values = {1, 2, 3, 4, 10, 20, 30, 40};
  std::vector<float> positions{100, 0, 0, 0};
  position_embedding_backward(gradient, positions);
  EXPECT_EQ(positions, (std::vector<float>{111, 22, 33, 44}));
}

}  // namespace
}  // namespace second_opinion
