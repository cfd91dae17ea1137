// Covers core/layers/embedding.cpp.
#include "core/layers/embedding.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(Embedding, TurnsEachPatchIntoAToken) {
  std::mt19937 random(1);
  struct Case {
    Shape shape;
    int patch, width;
  };
  for (const Case& c : {Case{{2, 28, 28, 1}, 4, 64}, {{3, 28, 28, 1}, 7, 10}, {{1, 6, 4, 3}, 2, 5}, {{1, 3, 3, 2}, 1, 4}}) {
    const Tensor input = random_tensor(c.shape, random);
    const auto weight = random_values(static_cast<std::size_t>(c.patch) * c.patch * c.shape.channels * c.width, random);
    const auto bias = random_values(c.width, random);
    const Shape out{c.shape.batch, c.shape.height / c.patch, c.shape.width / c.patch, c.width};
    std::vector<double> expected;
    for (std::size_t row = 0; row < out.rows(); ++row) {
      const int image = static_cast<int>(row) / out.positions(), y = static_cast<int>(row) % out.positions() / out.width,
                x = static_cast<int>(row) % out.width;
      for (int w = 0; w < c.width; ++w) {
        double sum = bias[w];
        for (int i = 0; i < c.patch * c.patch * c.shape.channels; ++i) {
          const int channel = i % c.shape.channels, px = i / c.shape.channels % c.patch, py = i / c.shape.channels / c.patch;
          const std::size_t from =
              (static_cast<std::size_t>(image) * c.shape.height + y * c.patch + py) * c.shape.width + x * c.patch + px;
          sum += static_cast<double>(input.row(from)[channel]) * weight[static_cast<std::size_t>(i) * c.width + w];
        }
        expected.push_back(sum);
      }
    }
    Tensor output = used_tensor();
    patch_embedding_forward(input, c.patch, c.width, weight, bias, output);
    ASSERT_EQ(output.shape, out);
    expect_near(output.values, expected, 2e-5);
  }
}

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
