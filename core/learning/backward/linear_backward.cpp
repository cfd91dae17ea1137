// Two products: xᵀ·g for the weight and g·Wᵀ for the input.
#include "core/learning/backward/linear_backward.hpp"

#include <cassert>

#include "core/base/vector_loops.hpp"
#include "core/kernels/gemm.hpp"

namespace second_opinion {

SO_VECTOR_LOOPS
void add_column_sums(const Tensor& rows, std::span<float> sums) {
  const std::size_t columns = sums.size();
  const float* in = rows.data();
  float* const out = sums.data();
  for (std::size_t done = 0; done < rows.values.size(); done += columns, in += columns) {
    for (std::size_t c = 0; c < columns; ++c) out[c] += in[c];
  }
}

void linear_backward(const Tensor& input, int units, bool flatten, std::span<const float> weight,
                     const Tensor& output_gradient, std::span<float> weight_gradient,
                     std::span<float> bias_gradient, Tensor* input_gradient,
                     BackwardScratch& scratch) {
  const int in = flatten ? input.shape.features() : input.shape.channels;
  const int rows = static_cast<int>(input.shape.size() / static_cast<std::size_t>(in));
  assert(output_gradient.shape.size() == static_cast<std::size_t>(rows) * units);
  assert(weight_gradient.size() == static_cast<std::size_t>(in) * units);
  gemm_transposed(input.data(), in, in, output_gradient.data(), units, units, rows,
                  Store::kAccumulate, weight_gradient.data(), units);
  if (!bias_gradient.empty()) add_column_sums(output_gradient, bias_gradient);
  if (!input_gradient) return;
  input_gradient->resize(input.shape);
  pack(weight.data(), units, in, units, true, scratch.packed);
  gemm(output_gradient.data(), units, rows, scratch.packed, {}, Store::kOverwrite,
       input_gradient->data(), in);
}

}  // namespace second_opinion
