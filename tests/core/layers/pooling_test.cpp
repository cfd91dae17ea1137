// Covers core/layers/pooling.cpp.
#include "core/layers/pooling.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

struct Window {
  double maximum = -std::numeric_limits<double>::infinity();
  double average = 0;
};

// One window per output position and channel, in the order of the output.
std::vector<Window> reference(const Tensor& in, int height, int width, int stride,
                              const Shape& out) {
  std::vector<Window> result;
  for (int image = 0; image < out.batch; ++image) {
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x) {
        for (int c = 0; c < out.channels; ++c) {
          Window window;
          for (int i = 0; i < height * width; ++i) {
            const std::size_t row =
                (static_cast<std::size_t>(image) * in.shape.height + y * stride + i / width) *
                    in.shape.width +
                x * stride + i % width;
            window.maximum = std::max<double>(window.maximum, in.row(row)[c]);
            window.average += in.row(row)[c] / static_cast<double>(height * width);
          }
          result.push_back(window);
        }
      }
    }
  }
  return result;
}

std::vector<double> maxima(const std::vector<Window>& windows) {
  std::vector<double> values;
  for (const Window& window : windows) values.push_back(window.maximum);
  return values;
}

std::vector<double> averages(const std::vector<Window>& windows) {
  std::vector<double> values;
  for (const Window& window : windows) values.push_back(window.average);
  return values;
}

TEST(Pooling, DropsWindowsThatDoNotFit) {
  EXPECT_EQ(pool_output_shape({2, 28, 28, 5}, 2, 2), (Shape{2, 14, 14, 5}));
  EXPECT_EQ(pool_output_shape({2, 7, 6, 5}, 2, 2), (Shape{2, 3, 3, 5}));
  EXPECT_EQ(pool_output_shape({2, 7, 7, 5}, 3, 1), (Shape{2, 5, 5, 5}));
  EXPECT_LE(pool_output_shape({2, 1, 7, 5}, 2, 2).height, 0);
}

TEST(Pooling, TakesMaximumAndAverageOfWindows) {
  std::mt19937 random(1);
  struct Case {
    Shape shape;
    int kernel, stride;
  };
  for (const Case& c : {Case{{2, 28, 28, 24}, 2, 2},
                        {{3, 7, 5, 3}, 2, 2},
                        {{1, 9, 9, 1}, 3, 1},
                        {{2, 8, 8, 17}, 3, 2},
                        {{2, 5, 5, 2}, 2, 3},
                        {{1, 4, 4, 9}, 1, 1}}) {
    const Tensor input = random_tensor(c.shape, random);
    Tensor output = used_tensor();
    max_pool_forward(input, c.kernel, c.stride, output);
    ASSERT_EQ(output.shape, pool_output_shape(c.shape, c.kernel, c.stride));
    const auto windows = reference(input, c.kernel, c.kernel, c.stride, output.shape);
    expect_near(output.values, maxima(windows), 0);
    average_pool_forward(input, c.kernel, c.stride, output);
    expect_near(output.values, averages(windows), 1e-6);
  }
}

TEST(Pooling, TakesMaximumAndAverageOfTheWholePicture) {
  std::mt19937 random(2);
  for (const Shape shape : {Shape{3, 7, 7, 64}, Shape{2, 1, 1, 5}, Shape{1, 3, 9, 1}}) {
    const Tensor input = random_tensor(shape, random);
    const Shape out{shape.batch, 1, 1, shape.channels};
    const auto windows = reference(input, shape.height, shape.width, 1, out);
    Tensor average = used_tensor(), maximum = used_tensor(), both = used_tensor();
    global_average_pool_forward(input, average);
    global_max_pool_forward(input, maximum);
    global_average_max_pool_forward(input, both);
    ASSERT_EQ(average.shape, out);
    ASSERT_EQ(maximum.shape, out);
    ASSERT_EQ(both.shape, (Shape{shape.batch, 1, 1, 2 * shape.channels}));
    expect_near(average.values, averages(windows), 1e-6);
    expect_near(maximum.values, maxima(windows), 0);
    for (int image = 0; image < shape.batch; ++image) {
      for (int c = 0; c < shape.channels; ++c) {
        EXPECT_EQ(both.row(image)[c], average.row(image)[c]);
        EXPECT_EQ(both.row(image)[shape.channels + c], maximum.row(image)[c]);
      }
    }
  }
}

}  // namespace
}  // namespace second_opinion
