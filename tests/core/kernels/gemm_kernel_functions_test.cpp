// Covers core/kernels/gemm_kernel_functions.hpp: the errors it promises, with the smallest
// vectors and with those of the chosen kernel.
#include "core/kernels/gemm_kernel_functions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace second_opinion::detail {
namespace {

TEST(GemmKernelFunctions, PowersOfTwoKeepTheirPromisedError) {
  for (double x = -126; x <= 0; x += 0.000913) {
    const float f = static_cast<float>(x);
    ASSERT_NEAR(exp2_of<4>(broadcast<4>(f))[0] / std::exp2(static_cast<double>(f)), 1.0, 2.5e-7)
        << x;
  }
  EXPECT_EQ(exp2_of<4>(broadcast<4>(0.0f))[3], 1.0f);
  EXPECT_GT(exp2_of<4>(broadcast<4>(-1e30f))[0], 0.0f);
  EXPECT_LT(exp2_of<4>(broadcast<4>(-1e30f))[0], 2e-38f);
}

TEST(GemmKernelFunctions, GeluKeepsItsPromisedErrorForAnyNumberOfValues) {
  std::vector<float> given;
  for (double x = -12; x < 12; x += 0.00071) given.push_back(static_cast<float>(x));
  given.insert(given.end(), {0.0f, -0.0f, 1e18f, -1e18f});
  for (const std::size_t count :
       {given.size(), std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{19}}) {
    std::vector<float> values = given;
    chosen_kernel().gelu(values.data(), count);
    for (std::size_t i = 0; i < count; ++i) {
      const double x = given[i], expected = 0.5 * x * std::erfc(-x / std::sqrt(2.0));
      ASSERT_NEAR(values[i], expected, 2e-6 * std::max(1.0, std::abs(expected))) << x;
    }
    for (std::size_t i = count; i < values.size(); ++i) ASSERT_EQ(values[i], given[i]);
  }
}

}  // namespace
}  // namespace second_opinion::detail
