// Covers native_trainer/backward/embedding_backward.cpp.
#include "native_trainer/backward/embedding_backward.hpp"

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

}  // namespace
}  // namespace second_opinion
