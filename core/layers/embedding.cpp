#include "core/layers/embedding.hpp"

#include <algorithm>
#include <cassert>

#include "core/base/eigen_maps.hpp"

namespace second_opinion {

void position_embedding_forward(const Tensor& input, std::span<const float> positions,
                                Tensor& output) {
  assert(positions.size() == static_cast<std::size_t>(input.shape.features()));
  output.resize(input.shape);
  images_of(output) = images_of(input).rowwise() + row_of(positions);
}

void class_token_forward(const Tensor& input, std::span<const float> token, Tensor& output) {
  const Shape& in = input.shape;
  assert(token.size() == static_cast<std::size_t>(in.channels));
  output.resize({in.batch, 1, in.positions() + 1, in.channels});
  const auto features = static_cast<std::size_t>(in.features());
  for (std::size_t image = 0; image < static_cast<std::size_t>(in.batch); ++image) {
    float* const to =
        std::copy(token.begin(), token.end(), output.data() + image * (features + token.size()));
    std::copy_n(input.data() + image * features, features, to);
  }
}

void first_token_forward(const Tensor& input, Tensor& output) {
  const Shape& in = input.shape;
  output.resize({in.batch, 1, 1, in.channels});
  for (std::size_t image = 0; image < static_cast<std::size_t>(in.batch); ++image) {
    std::copy_n(input.row(image * in.positions()), in.channels, output.row(image));
  }
}

}  // namespace second_opinion
