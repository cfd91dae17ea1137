// Compares gradients with central finite differences of a random linear
// functional of a layer's output. Used by every test in this folder.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/base/random.hpp"
#include "core/base/tensor.hpp"

namespace second_opinion::testing {

inline void fill_normal(std::span<float> values, std::uint64_t seed, float deviation = 1) {
  Random random(seed);
  for (float& value : values) value = deviation * random.normal();
}

inline Tensor normal_tensor(Shape shape, std::uint64_t seed, float deviation = 1) {
  Tensor tensor(shape);
  fill_normal(tensor.values, seed, deviation);
  return tensor;
}

inline std::vector<float> normal_values(std::size_t count, std::uint64_t seed,
                                        float deviation = 1) {
  std::vector<float> values(count);
  fill_normal(values, seed, deviation);
  return values;
}

// All different by at least `gap`, in random order: no maximum changes place under a step smaller
// than half of it.
inline Tensor separated_tensor(Shape shape, std::uint64_t seed, float gap) {
  Tensor tensor(shape);
  const std::vector<int> order = random_order(static_cast<int>(tensor.values.size()), seed);
  const float middle = static_cast<float>(order.size()) / 2 + 0.25f;
  for (std::size_t i = 0; i < order.size(); ++i)
    tensor.values[i] = gap * (static_cast<float>(order[i]) - middle);
  return tensor;
}

inline double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

// objective() after `values` were changed in place, for at most `most` of them, evenly spread. The
// objectives are sums of float results: a relative error of 1e-6 of them, divided by the step,
// stays far below the tolerance, which is relative to the largest gradient.
inline void expect_gradient(std::span<float> values, const std::function<double()>& objective,
                            std::span<const float> gradient, float step = 1e-2f,
                            double tolerance = 2e-3, std::size_t most = 40) {
  ASSERT_EQ(values.size(), gradient.size());
  double largest = 0;
  for (const float g : gradient) largest = std::max(largest, std::abs(static_cast<double>(g)));
  ASSERT_GT(largest, 0) << "no gradient at all";
  const std::size_t stride =
      std::max<std::size_t>(1, values.size() / most) | 1;  // odd, so that it meets every channel
  for (std::size_t i = 0; i < values.size(); i += stride) {
    const float before = values[i];
    values[i] = before + step;
    const double above = objective();
    const double width_up = static_cast<double>(values[i]) - before;
    values[i] = before - step;
    const double below = objective();
    const double width = width_up + (static_cast<double>(before) - values[i]);
    values[i] = before;
    EXPECT_NEAR((above - below) / width, gradient[i], tolerance * largest) << "at " << i;
  }
}

}  // namespace second_opinion::testing
