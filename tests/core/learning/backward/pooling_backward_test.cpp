// Gradients of all pools against finite differences, and who gets a tie.
#include "core/learning/backward/pooling_backward.hpp"

#include <numeric>

#include "core/layers/pooling.hpp"
#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::separated_tensor;

template <typename Forward, typename Backward>
void check(Shape shape, Forward forward, Backward backward) {
  Tensor input = separated_tensor(shape, 1, 0.1f);
  Tensor output;
  forward(input, output);
  const Tensor direction = normal_tensor(output.shape, 2);
  Tensor gradient;
  backward(input, output, direction, gradient);
  EXPECT_EQ(gradient.shape, shape);
  const auto objective = [&] {
    forward(input, output);
    return dot(output.values, direction.values);
  };
  expect_gradient(input.values, objective, gradient.values);
}

void check_window(Shape shape, int kernel, int stride) {
  check(
      shape, [=](const Tensor& in, Tensor& out) { max_pool_forward(in, kernel, stride, out); },
      [=](const Tensor& in, const Tensor& out, const Tensor& gradient, Tensor& in_gradient) {
        max_pool_backward(in, kernel, stride, out, gradient, in_gradient);
      });
  check(
      shape, [=](const Tensor& in, Tensor& out) { average_pool_forward(in, kernel, stride, out); },
      [=](const Tensor& in, const Tensor&, const Tensor& gradient, Tensor& in_gradient) {
        average_pool_backward(in.shape, kernel, stride, gradient, in_gradient);
      });
}

TEST(PoolingBackward, HalvesMatchFiniteDifferences) {
  check_window({2, 6, 8, 3}, 2, 2);
}
TEST(PoolingBackward, OverlappingWindowsMatchFiniteDifferences) {
  check_window({2, 7, 7, 5}, 3, 2);
}
TEST(PoolingBackward, DroppedEdgesMatchFiniteDifferences) {
  check_window({1, 7, 5, 17}, 2, 2);
}

TEST(PoolingBackward, GlobalPoolsMatchFiniteDifferences) {
  const Shape shape{2, 3, 5, 7};
  check(shape, global_average_pool_forward,
        [](const Tensor& in, const Tensor&, const Tensor& gradient, Tensor& in_gradient) {
          global_average_pool_backward(in.shape, gradient, in_gradient);
        });
  check(shape, global_max_pool_forward, global_max_pool_backward);
  check(shape, global_average_max_pool_forward, global_average_max_pool_backward);
}

TEST(PoolingBackward, FirstOfEqualMaximaGetsAllOfTheGradient) {
  Tensor input(Shape{1, 2, 2, 1});
  input.values = {1, 5, 5, 5};
  Tensor output, gradient;
  max_pool_forward(input, 2, 2, output);
  Tensor direction(output.shape);
  direction.values = {3};
  max_pool_backward(input, 2, 2, output, direction, gradient);
  EXPECT_EQ(gradient.values, (std::vector<float>{0, 3, 0, 0}));
  global_max_pool_backward(input, output, direction, gradient);
  EXPECT_EQ(gradient.values, (std::vector<float>{0, 3, 0, 0}));
}

}  // namespace
}  // namespace second_opinion
