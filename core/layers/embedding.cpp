#include "core/layers/embedding.hpp"

#include <cassert>

#include "core/eigen_maps.hpp"

namespace second_opinion {

void position_embedding_forward(const Tensor& input, std::span<const float> positions, Tensor& output) {
  assert(positions.size() == static_cast<std::size_t>(input.shape.features()));
  output.resize(input.shape);
  images_of(output) = images_of(input).rowwise() + row_of(positions);
}

}  // namespace second_opinion
