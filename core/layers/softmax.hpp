// Logits → probabilities.
#pragma once

#include <cstddef>

namespace second_opinion {

// Each of `rows` rows of `columns` finite values becomes exp(x - max) / Σ, in place.
void softmax_rows(float* values, std::size_t rows, int columns);

}  // namespace second_opinion
