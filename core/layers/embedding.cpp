#include "core/layers/embedding.hpp"

#include <cassert>

#include "core/eigen_maps.hpp"
#include "core/layers/convolution.hpp"

namespace second_opinion {

void patch_embedding_forward(const Tensor& input, int patch, int width, std::span<const float> weight, std::span<const float> bias,
                             Tensor& output) {
  convolution_forward(input, {.channels = width, .kernel = patch, .stride = patch, .padding = 0}, weight, bias, output);
}

void position_embedding_forward(const Tensor& input, std::span<const float> positions, Tensor& output) {
  assert(positions.size() == static_cast<std::size_t>(input.shape.features()));
  output.resize(input.shape);
  images_of(output) = images_of(input).rowwise() + row_of(positions);
}

}  // namespace second_opinion
