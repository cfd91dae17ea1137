// Covers core/layers/embedding.cpp.
#include "core/layers/embedding.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(Embedding, AddsOneVectorPerPositionToEveryImage) {
  std::mt19937 random(2);
  const Shape shape{3, 7, 5, 6};
  const Tensor input = random_tensor(shape, random);
  const auto positions = random_values(shape.features(), random);
  std::vector<double> expected;
  for (std::size_t i = 0; i < input.values.size(); ++i)
    expected.push_back(static_cast<double>(input.values[i]) + positions[i % positions.size()]);
  Tensor output = used_tensor();
  position_embedding_forward(input, positions, output);
  ASSERT_EQ(output.shape, shape);
  expect_near(output.values, expected, 1e-7);
}

TEST(Embedding, PutsTheClassTokenBeforeEveryImagesPositions) {
  Tensor input(Shape{2, 2, 1, 2});
  input.values = {1, 2, 3, 4, 5, 6, 7, 8};
  const std::vector<float> token{-1, -2};
  Tensor output = used_tensor();
  class_token_forward(input, token, output);
  ASSERT_EQ(output.shape, (Shape{2, 1, 3, 2}));
  EXPECT_EQ(output.values, (std::vector<float>{-1, -2, 1, 2, 3, 4, -1, -2, 5, 6, 7, 8}));
}

TEST(Embedding, KeepsTheFirstTokenOfEveryImage) {
  Tensor input(Shape{2, 1, 2, 2});
  input.values = {1, 2, 3, 4, 5, 6, 7, 8};
  Tensor output = used_tensor();
  first_token_forward(input, output);
  ASSERT_EQ(output.shape, (Shape{2, 1, 1, 2}));
  EXPECT_EQ(output.values, (std::vector<float>{1, 2, 5, 6}));
}

}  // namespace
}  // namespace second_opinion
