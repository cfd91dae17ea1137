// A sum sends its gradient both ways; stochastic depth scales it on the way through the branch.
#include "core/learning/backward/residual_backward.hpp"

#include <algorithm>
#include <cassert>

#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

SO_VECTOR_LOOPS
void add_scaled(const float* __restrict skip, const float* __restrict branch, float factor,
                float* __restrict output, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) output[i] = skip[i] + factor * branch[i];
}

SO_VECTOR_LOOPS
void add_loop(const float* __restrict other, float* __restrict total, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) total[i] += other[i];
}

}  // namespace

void residual_training_forward(const Tensor& skip, const Tensor& branch,
                               std::span<const float> factors, Tensor& output) {
  assert(skip.shape == branch.shape);
  output.resize(skip.shape);
  const auto features = static_cast<std::size_t>(skip.shape.features());
  for (std::size_t image = 0; image < static_cast<std::size_t>(skip.shape.batch); ++image) {
    const std::size_t first = image * features;
    add_scaled(skip.data() + first, branch.data() + first, factors.empty() ? 1.0f : factors[image],
               output.data() + first, features);
  }
}

void residual_split_backward(std::span<const float> factors, Tensor& gradient,
                             Tensor& skip_gradient) {
  skip_gradient.resize(gradient.shape);
  std::copy(gradient.values.begin(), gradient.values.end(), skip_gradient.values.begin());
  if (factors.empty()) return;
  const auto features = static_cast<std::size_t>(gradient.shape.features());
  for (std::size_t image = 0; image < factors.size(); ++image) {
    float* const values = gradient.data() + image * features;
    for (std::size_t i = 0; i < features; ++i) values[i] *= factors[image];
  }
}

void add_to(const Tensor& other, Tensor& total) {
  assert(other.shape == total.shape);
  add_loop(other.data(), total.data(), total.values.size());
}

}  // namespace second_opinion
