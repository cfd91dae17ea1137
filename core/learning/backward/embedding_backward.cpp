// Sums and copies: what was added forward is summed over the batch on the way back.
#include "core/learning/backward/embedding_backward.hpp"

#include <algorithm>
#include <cassert>

#include "core/learning/backward/linear_backward.hpp"

namespace second_opinion {

void position_embedding_backward(const Tensor& output_gradient,
                                 std::span<float> positions_gradient) {
  assert(positions_gradient.size() == static_cast<std::size_t>(output_gradient.shape.features()));
  add_column_sums(output_gradient, positions_gradient);
}

void class_token_backward(const Shape& input, const Tensor& output_gradient,
                          std::span<float> token_gradient, Tensor& input_gradient) {
  assert(output_gradient.shape.positions() == input.positions() + 1);
  assert(token_gradient.size() == static_cast<std::size_t>(input.channels));
  input_gradient.resize(input);
  const auto features = static_cast<std::size_t>(input.features());
  for (std::size_t image = 0; image < static_cast<std::size_t>(input.batch); ++image) {
    const float* const from = output_gradient.data() + image * (features + token_gradient.size());
    for (std::size_t c = 0; c < token_gradient.size(); ++c) token_gradient[c] += from[c];
    std::copy_n(from + token_gradient.size(), features, input_gradient.data() + image * features);
  }
}

void first_token_backward(const Shape& input, const Tensor& output_gradient,
                          Tensor& input_gradient) {
  assert(output_gradient.shape.features() == input.channels);
  input_gradient.resize(input);
  const auto features = static_cast<std::size_t>(input.features());
  for (std::size_t image = 0; image < static_cast<std::size_t>(input.batch); ++image) {
    float* const to = std::copy_n(output_gradient.row(image), input.channels,
                                  input_gradient.data() + image * features);
    std::fill_n(to, features - static_cast<std::size_t>(input.channels), 0.0f);
  }
}

}  // namespace second_opinion
