// Covers core/learning/backward/embedding_backward.cpp.
#include "core/learning/backward/embedding_backward.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace second_opinion {
namespace {

TEST(EmbeddingBackward, PositionsGetTheSumOverImages) {
  Tensor gradient(Shape{2, 1, 2, 2});
  gradient.values = {1, 2, 3, 4, 10, 20, 30, 40};
  std::vector<float> positions{100, 0, 0, 0};
  position_embedding_backward(gradient, positions);
  EXPECT_EQ(positions, (std::vector<float>{111, 22, 33, 44}));
}

TEST(EmbeddingBackward, TheClassTokenGetsTheSumOverImagesAndThePositionsTheirOwn) {
  Tensor gradient(Shape{2, 1, 3, 2});
  gradient.values = {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60};
  std::vector<float> token{100, 0};
  Tensor input_gradient(Shape{1, 9, 9, 9});
  class_token_backward({2, 2, 1, 2}, gradient, token, input_gradient);
  EXPECT_EQ(token, (std::vector<float>{111, 22}));
  EXPECT_EQ(input_gradient.shape, (Shape{2, 2, 1, 2}));
  EXPECT_EQ(input_gradient.values, (std::vector<float>{3, 4, 5, 6, 30, 40, 50, 60}));
}

TEST(EmbeddingBackward, OnlyTheFirstTokenGetsAGradient) {
  Tensor gradient(Shape{2, 1, 1, 2});
  gradient.values = {1, 2, 3, 4};
  Tensor input_gradient(Shape{2, 1, 2, 2});
  input_gradient.values.assign(8, 9.0f);
  first_token_backward({2, 1, 2, 2}, gradient, input_gradient);
  EXPECT_EQ(input_gradient.values, (std::vector<float>{1, 2, 0, 0, 3, 4, 0, 0}));
}

}  // namespace
}  // namespace second_opinion
