#include "core/layers/embedding.hpp"

#include <cassert>

#include "core/layers/convolution.hpp"

namespace second_opinion {

void patch_embedding_forward(const Tensor& input, int patch, int width, std::span<const float> weight, std::span<const float> bias,
                             Tensor& output) {
  convolution_forward(input, {.channels = width, .kernel = patch, .stride = patch, .padding = 0}, weight, bias, output);
}

void position_embedding_forward(const Tensor& input, std::span<const float> positions, Tensor& output) {
  assert(positions.size() == static_cast<std::size_t>(input.shape.features()));
  output.resize(input.shape);
  const std::size_t features = positions.size();
  for (int image = 0; image < input.shape.batch; ++image) {
    const float* in = input.data() + image * features;
    float* out = output.data() + image * features;
    for (std::size_t i = 0; i < features; ++i) out[i] = in[i] + positions[i];
  }
}

}  // namespace second_opinion
