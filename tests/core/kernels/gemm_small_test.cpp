// Covers core/kernels/gemm_small.cpp.
#include "core/kernels/gemm_small.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

struct Size {
  int m, n, k;
};
// One head of a transformer, whole vectors, edges in every direction, an inner dimension of several
// blocks.
constexpr Size kSizes[] = {{49, 64, 16}, {49, 16, 49},  {1, 1, 1},   {9, 5, 3},
                           {7, 48, 2},   {17, 33, 300}, {8, 12, 128}};
constexpr int kGap = 5;  // between rows: strides are larger than rows
constexpr float kUntouched = -7;

TEST(GemmSmall, MultipliesInPlace) {
  std::mt19937 random(1);
  for (const Size& s : kSizes) {
    const int lda = s.k + kGap, ldb = s.n + kGap, ldc = s.n + kGap;
    const auto a = random_values(static_cast<std::size_t>(s.m) * lda, random),
               b = random_values(static_cast<std::size_t>(s.k) * ldb, random);
    std::vector<float> c(static_cast<std::size_t>(s.m) * ldc, kUntouched);
    std::vector<double> expected(c.size(), kUntouched);
    for (int r = 0; r < s.m; ++r) {
      for (int column = 0; column < s.n; ++column) {
        double sum = 0;
        for (int i = 0; i < s.k; ++i)
          sum += static_cast<double>(a[r * lda + i]) * b[i * ldb + column];
        expected[r * ldc + column] = sum;
      }
    }
    gemm_small(a.data(), lda, s.m, b.data(), ldb, s.n, s.k, c.data(), ldc);
    expect_near(c, expected, 1e-4);
  }
}

TEST(GemmSmall, MultipliesTransposedLeftOperandsInPlace) {
  std::mt19937 random(2);
  for (const Size& s : kSizes) {
    const int lda = s.m + kGap, ldb = s.n + kGap, ldc = s.n + kGap;
    const auto a = random_values(static_cast<std::size_t>(s.k) * lda, random),
               b = random_values(static_cast<std::size_t>(s.k) * ldb, random);
    std::vector<float> c(static_cast<std::size_t>(s.m) * ldc, kUntouched);
    std::vector<double> expected(c.size(), kUntouched);
    for (int r = 0; r < s.m; ++r) {
      for (int column = 0; column < s.n; ++column) {
        double sum = 0;
        for (int i = 0; i < s.k; ++i)
          sum += static_cast<double>(a[i * lda + r]) * b[i * ldb + column];
        expected[r * ldc + column] = sum;
      }
    }
    gemm_small_transposed(a.data(), lda, s.m, b.data(), ldb, s.n, s.k, Store::kOverwrite, c.data(),
                          ldc);
    expect_near(c, expected, 1e-4);
    gemm_small_transposed(a.data(), lda, s.m, b.data(), ldb, s.n, s.k, Store::kAccumulate, c.data(),
                          ldc);
    for (double& value : expected) value += value == kUntouched ? 0 : value;
    expect_near(c, expected, 1e-4);
  }
}

}  // namespace
}  // namespace second_opinion
