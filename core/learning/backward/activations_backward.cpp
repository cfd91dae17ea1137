#include "core/learning/backward/activations_backward.hpp"

#include <cassert>

#include "core/base/fast_math.hpp"
#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

SO_VECTOR_LOOPS
void relu_loop(const float* __restrict output, float* __restrict gradient, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) gradient[i] = output[i] > 0.0f ? gradient[i] : 0.0f;
}

// x·Φ(x) has the derivative Φ(x) + x·φ(x); the exponential in φ is the one that erf needs.
SO_VECTOR_LOOPS
void gelu_loop(const float* __restrict input, float* __restrict gradient, std::size_t count) {
  constexpr float kInverseSqrt2 = 0.70710678118654752f;
  constexpr float kInverseSqrt2Pi = 0.39894228040143268f;
  for (std::size_t i = 0; i < count; ++i) {
    const float x = input[i];
    const float exponential = fast_exp(-0.5f * x * x);
    const float distribution = 0.5f * (1.0f + fast_erf(x * kInverseSqrt2, exponential));
    gradient[i] *= distribution + x * (kInverseSqrt2Pi * exponential);
  }
}

SO_VECTOR_LOOPS
void sigmoid_loop(const float* __restrict output, float* __restrict gradient, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) gradient[i] *= output[i] * (1.0f - output[i]);
}

}  // namespace

void relu_backward(const Tensor& output, Tensor& gradient) {
  assert(output.shape == gradient.shape);
  relu_loop(output.data(), gradient.data(), gradient.values.size());
}

void gelu_backward(const Tensor& input, Tensor& gradient) {
  assert(input.shape == gradient.shape);
  gelu_loop(input.data(), gradient.data(), gradient.values.size());
}

void sigmoid_backward(const Tensor& output, Tensor& gradient) {
  assert(output.shape == gradient.shape);
  sigmoid_loop(output.data(), gradient.data(), gradient.values.size());
}

}  // namespace second_opinion
