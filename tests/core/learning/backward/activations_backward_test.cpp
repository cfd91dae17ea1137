// Gradients of ReLU, GELU and the logistic function against finite differences.
#include "core/learning/backward/activations_backward.hpp"

#include "core/layers/activations.hpp"
#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::separated_tensor;

using Forward = void (*)(const Tensor&, Tensor&);

void check(Forward forward, void (*backward)(const Tensor&, Tensor&), bool wants_output,
           Tensor input) {
  Tensor output;
  forward(input, output);
  const Tensor direction = normal_tensor(input.shape, 2);
  Tensor gradient = direction;
  backward(wants_output ? output : input, gradient);
  const auto objective = [&] {
    forward(input, output);
    return dot(output.values, direction.values);
  };
  expect_gradient(input.values, objective, gradient.values);
}

// No value within 0.02 of the kink at 0.
TEST(ActivationsBackward, ReluMatchesFiniteDifferences) {
  check(relu_forward, relu_backward, true, separated_tensor({2, 3, 3, 7}, 1, 0.1f));
}
TEST(ActivationsBackward, GeluMatchesFiniteDifferences) {
  check(gelu_forward, gelu_backward, false, normal_tensor({2, 3, 3, 7}, 1, 2));
}
TEST(ActivationsBackward, SigmoidMatchesFiniteDifferences) {
  check(sigmoid_forward, sigmoid_backward, true, normal_tensor({2, 3, 3, 7}, 1, 2));
}

TEST(ActivationsBackward, GeluFarFromZeroIsTheIdentityOrNothing) {
  Tensor input(Shape{1, 1, 1, 2});
  input.values = {30, -30};
  Tensor gradient(input.shape);
  gradient.values = {2, 2};
  gelu_backward(input, gradient);
  EXPECT_FLOAT_EQ(gradient.values[0], 2);
  EXPECT_NEAR(gradient.values[1], 0, 1e-6);
}

}  // namespace
}  // namespace second_opinion
