// Covers core/base/log_sum_exp.hpp.
#include "core/base/log_sum_exp.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace second_opinion {
namespace {

TEST(LogSumExp, IsWhatItsNameSays) {
  const std::vector<float> values{1, -2, 0.5f};
  EXPECT_NEAR(log_sum_exp(values), std::log(std::exp(1.0) + std::exp(-2.0) + std::exp(0.5)), 1e-12);
  EXPECT_NEAR(log_sum_exp(values, 2), std::log(std::exp(0.5) + std::exp(-1.0) + std::exp(0.25)),
              1e-12);
}

TEST(LogSumExp, LargeValuesDoNotOverflow) {
  EXPECT_NEAR(log_sum_exp(std::vector<float>{1e30f, 0}), 1e30, 1e23);
  EXPECT_NEAR(log_sum_exp(std::vector<float>{-1e5f, -1e5f}), -1e5 + std::log(2), 1e-9);
}

}  // namespace
}  // namespace second_opinion
