#include "native_trainer/backward/embedding_backward.hpp"

#include <cassert>

#include "native_trainer/backward/convolution_backward.hpp"
#include "native_trainer/backward/linear_backward.hpp"

namespace second_opinion {

void patch_embedding_backward(const Tensor& input, int patch, int width, std::span<const float> weight, const Tensor& output_gradient,
                              std::span<float> weight_gradient, std::span<float> bias_gradient, Tensor* input_gradient,
                              BackwardScratch& scratch) {
  convolution_backward(input, {.channels = width, .kernel = patch, .stride = patch, .padding = 0}, weight, output_gradient,
                       weight_gradient, bias_gradient, input_gradient, scratch);
}

void position_embedding_backward(const Tensor& output_gradient, std::span<float> positions_gradient) {
  assert(positions_gradient.size() == static_cast<std::size_t>(output_gradient.shape.features()));
  add_column_sums(output_gradient, positions_gradient);
}

}  // namespace second_opinion
