// The largest value of a row is taken out first, so that no exponential overflows.
#include "core/layers/softmax.hpp"

#include "core/base/fast_math.hpp"
#include "core/base/vector_loops.hpp"

namespace second_opinion {

SO_VECTOR_LOOPS
void softmax_rows(float* values, std::size_t rows, int columns) {
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

}  // namespace second_opinion
