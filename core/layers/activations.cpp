#include "core/layers/activations.hpp"

#include "core/base/fast_math.hpp"
#include "core/base/vector_loops.hpp"
#include "core/kernels/gemm_kernel.hpp"

namespace second_opinion {
namespace {

SO_VECTOR_LOOPS
void relu_loop(const float* __restrict in, float* __restrict out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = in[i] > 0.0f ? in[i] : 0.0f;
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
  for (std::size_t i = 0; i < count; ++i) out[i] = fast_sigmoid(in[i]);
}

SO_VECTOR_LOOPS
void softmax_loop(float* values, std::size_t rows, int columns) {
  for (std::size_t row = 0; row < rows; ++row, values += columns) {
    float most = values[0];
#pragma omp simd reduction(max : most)
    for (int c = 0; c < columns; ++c) most = values[c] > most ? values[c] : most;
    for (int c = 0; c < columns; ++c) values[c] = fast_exp(values[c] - most);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < columns; ++c) sum += values[c];
    const float inverse = 1.0f / sum;
    for (int c = 0; c < columns; ++c) values[c] *= inverse;
  }
}

}  // namespace

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

void softmax_rows(float* values, std::size_t rows, int columns) {
  softmax_loop(values, rows, columns);
}

}  // namespace second_opinion
