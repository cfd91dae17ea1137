// Random and compared numbers for tests. Everything is seeded: a failure repeats.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <span>
#include <vector>

#include "core/base/tensor.hpp"

namespace second_opinion::testing {

// Uniform in -range..range from the engine's bits: the same with every standard library.
inline std::vector<float> random_values(std::size_t count, std::mt19937& random,
                                        float range = 1.0f) {
  std::vector<float> values(count);
  for (float& value : values) value = range * (static_cast<float>(random() >> 8) * 0x1p-23f - 1.0f);
  return values;
}

inline Tensor random_tensor(Shape shape, std::mt19937& random, float range = 1.0f) {
  Tensor tensor;
  tensor.shape = shape;
  tensor.values = random_values(shape.size(), random, range);
  return tensor;
}

// Each value within `tolerance` of the expected one, relative to max(1, |expected|).
inline void expect_near(std::span<const float> actual, std::span<const double> expected,
                        double tolerance) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const double error = std::abs(actual[i] - expected[i]) / std::max(1.0, std::abs(expected[i]));
    // Written so that NaN fails.
    ASSERT_TRUE(error <= tolerance)
        << "value " << i << " is " << actual[i] << ", expected " << expected[i];
  }
}

inline std::vector<double> as_doubles(std::span<const float> values) {
  return {values.begin(), values.end()};
}

// Layers write into tensors that held something else before.
inline Tensor used_tensor() {
  Tensor tensor(Shape{2, 3, 1, 5});
  std::fill(tensor.values.begin(), tensor.values.end(), 1e30f);
  return tensor;
}

}  // namespace second_opinion::testing
