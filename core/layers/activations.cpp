// One loop per function and one per derivative, each compiled for several instruction sets.
#include "core/layers/activations.hpp"

#include <cassert>

#include "core/base/fast_math.hpp"
#include "core/base/vector_loops.hpp"
#include "core/kernels/gemm_kernel.hpp"

namespace second_opinion {
namespace {

// x - x is 0 for every finite number and NaN for the others: the clamp hides no overflow.
SO_VECTOR_LOOPS
void relu_loop(const float* __restrict in, float* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const float zero = in[i] - in[i];
    out[i] = in[i] > zero ? in[i] : zero;
  }
}

inline float gelu(float x) {
  return 0.5f * x * (1.0f + fast_erf(x * 0.70710678118654752f));
}

SO_VECTOR_LOOPS
void gelu_loop(const float* __restrict in, float* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = gelu(in[i]);
}

SO_VECTOR_LOOPS
void sigmoid_loop(const float* __restrict in, float* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = fast_sigmoid(in[i]) + (in[i] - in[i]);
}

SO_VECTOR_LOOPS
void relu_gradient_loop(const float* __restrict output, float* __restrict gradient,
                        std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) gradient[i] = output[i] > 0.0f ? gradient[i] : 0.0f;
}

// x·Φ(x) has the derivative Φ(x) + x·φ(x); the exponential in φ is the one that erf needs.
SO_VECTOR_LOOPS
void gelu_gradient_loop(const float* __restrict input, float* __restrict gradient,
                        std::size_t count) {
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
void sigmoid_gradient_loop(const float* __restrict output, float* __restrict gradient,
                           std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) gradient[i] *= output[i] * (1.0f - output[i]);
}

}  // namespace

void Relu::forward(LayerCall& call) const {
  relu_forward(call.input, call.output);
}

void Gelu::forward(LayerCall& call) const {
  gelu_forward(call.input, call.output);
}

void Sigmoid::forward(LayerCall& call) const {
  sigmoid_forward(call.input, call.output);
}

void Relu::times_derivative(const Tensor&, const Tensor& output, Tensor& gradient) {
  relu_backward(output, gradient);
}

void Gelu::times_derivative(const Tensor& input, const Tensor&, Tensor& gradient) {
  gelu_backward(input, gradient);
}

void Sigmoid::times_derivative(const Tensor&, const Tensor& output, Tensor& gradient) {
  sigmoid_backward(output, gradient);
}

void relu_forward(const Tensor& input, Tensor& output) {
  output.resize(input.shape);
  relu_loop(input.data(), output.data(), input.values.size());
}

void gelu_forward(const Tensor& input, Tensor& output) {
  output.resize(input.shape);
  gelu_loop(input.data(), output.data(), input.values.size());
}

void gelu_in_place(float* values, std::size_t count) {
  detail::chosen_kernel().gelu(values, count);
}

void sigmoid_forward(const Tensor& input, Tensor& output) {
  output.resize(input.shape);
  sigmoid_loop(input.data(), output.data(), input.values.size());
}

void relu_backward(const Tensor& output, Tensor& gradient) {
  assert(output.shape == gradient.shape);
  relu_gradient_loop(output.data(), gradient.data(), gradient.values.size());
}

void gelu_backward(const Tensor& input, Tensor& gradient) {
  assert(input.shape == gradient.shape);
  gelu_gradient_loop(input.data(), gradient.data(), gradient.values.size());
}

void sigmoid_backward(const Tensor& output, Tensor& gradient) {
  assert(output.shape == gradient.shape);
  sigmoid_gradient_loop(output.data(), gradient.data(), gradient.values.size());
}

}  // namespace second_opinion
