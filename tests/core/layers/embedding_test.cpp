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

}  // namespace
}  // namespace second_opinion
