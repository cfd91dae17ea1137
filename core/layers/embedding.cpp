// Copies and sums; the product of the patches is the convolution's.
#include "core/layers/embedding.hpp"

#include <algorithm>
#include <cassert>

#include "core/base/eigen_maps.hpp"

namespace second_opinion {

void PatchEmbedding::plan(LayerPlanner& planner) const {
  const ConvolutionShape patches = shape();
  const auto covers = [&](int side) { return (side + 2 * padding - kernel) % patches.stride == 0; };
  const Shape& in = planner.input;
  if (planner.require(kernel >= 1 && covers(in.height) && covers(in.width),
                      "the patches do not cover " + shape_text(in) + " exactly"))
    plan_convolution(patches, true, planner);
}

void PatchEmbedding::forward(LayerCall& call) const {
  convolution_forward(call.input, shape(), call.parameters[0], call.parameters[1], call.output);
}

void PositionEmbedding::plan(LayerPlanner& planner) const {
  planner.parameter("positions", ParameterRole::kPosition, planner.input.positions(),
                    planner.input.channels);
}

void PositionEmbedding::forward(LayerCall& call) const {
  position_embedding_forward(call.input, call.parameters[0], call.output);
}

void ClassToken::plan(LayerPlanner& planner) const {
  const Shape& in = planner.input;
  // As small, as dense and as free of decay as a position's vector.
  planner.parameter("token", ParameterRole::kPosition, 1, in.channels);
  planner.output = {1, 1, in.positions() + 1, in.channels};
}

void ClassToken::forward(LayerCall& call) const {
  class_token_forward(call.input, call.parameters[0], call.output);
}

void FirstToken::plan(LayerPlanner& planner) const {
  planner.output = {1, 1, 1, planner.input.channels};
}

void FirstToken::forward(LayerCall& call) const {
  first_token_forward(call.input, call.output);
}

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
