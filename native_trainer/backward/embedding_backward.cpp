#include "native_trainer/backward/embedding_backward.hpp"

#include <cassert>

#include "native_trainer/backward/linear_backward.hpp"

namespace second_opinion {

void position_embedding_backward(const Tensor& output_gradient, std::span<float> positions_gradient) {
  assert(positions_gradient.size() == static_cast<std::size_t>(output_gradient.shape.features()));
  add_column_sums(output_gradient, positions_gradient);
}

}  // namespace second_opinion
