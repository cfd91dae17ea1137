// Covers core/kernels/gemm.cpp and its kernels: every product against a plain loop in
// double, over sizes around each blocking step, with strides longer than rows.
// SECOND_OPINION_KERNEL=plain|avx2 runs the same tests on the other kernels.
#include "core/kernels/gemm.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

constexpr float kUntouched = 777.0f;

struct Size {
  int m, n, k;
};

// Register tiles are at most 8 rows and 32 columns, inner blocks 256, slices 96 and 128 long.
std::vector<Size> sizes() {
  std::vector<Size> all = {{1, 1, 1},      {1, 10, 784},   {97, 33, 257}, {95, 31, 255},
                           {96, 32, 256},  {200, 65, 130}, {16, 10, 600}, {49, 64, 64},
                           {129, 17, 513}, {7, 48, 300},   {3, 5, 1025}};
  for (int m = 1; m <= 17; m += 2) all.push_back({m, 19, 11});
  for (int n = 1; n <= 70; n += 3) all.push_back({9, n, 7});
  for (int k : {1, 2, 3, 127, 128, 129}) all.push_back({6, 20, k});
  return all;
}

// c = start + a·b, where a and b are looked up by position.
template <typename A, typename B>
std::vector<double> product(Size s, const std::vector<double>& start, A a, B b) {
  std::vector<double> c = start;
  for (int i = 0; i < s.m; ++i) {
    for (int j = 0; j < s.n; ++j) {
      for (int p = 0; p < s.k; ++p) c[i * s.n + j] += static_cast<double>(a(i, p)) * b(p, j);
    }
  }
  return c;
}

// A matrix inside a wider one, so that writes beside it are seen.
struct Strided {
  Strided(int row_count, int column_count, float fill = kUntouched)
      : rows(row_count),
        columns(column_count),
        stride(column_count + 3),
        values(static_cast<std::size_t>(row_count) * (column_count + 3), fill) {}
  float& at(int r, int c) { return values[static_cast<std::size_t>(r) * stride + c]; }
  void randomise(std::mt19937& random) {
    const std::vector<float> drawn =
        random_values(static_cast<std::size_t>(rows) * columns, random);
    for (int i = 0; i < rows * columns; ++i) at(i / columns, i % columns) = drawn[i];
  }
  std::vector<double> dense() {
    std::vector<double> all;
    for (int i = 0; i < rows * columns; ++i) all.push_back(at(i / columns, i % columns));
    return all;
  }
  void expect(const std::vector<double>& expected) {
    const std::vector<double> actual = dense();
    expect_near(std::vector<float>(actual.begin(), actual.end()), expected, 2e-5);
    for (int r = 0; r < rows; ++r) {
      for (int c = columns; c < stride; ++c)
        ASSERT_EQ(at(r, c), kUntouched) << "wrote beside row " << r;
    }
  }
  int rows, columns, stride;
  std::vector<float> values;
};

std::string name_of(Size s) {
  return std::to_string(s.m) + "x" + std::to_string(s.n) + "x" + std::to_string(s.k);
}

TEST(Gemm, MultipliesPlainAndTransposedRightOperands) {
  std::mt19937 random(1);
  for (const Size s : sizes()) {
    SCOPED_TRACE(name_of(s));
    Strided a(s.m, s.k), b(s.k, s.n), b_transposed(s.n, s.k), c(s.m, s.n), c2(s.m, s.n);
    a.randomise(random);
    b.randomise(random);
    for (int p = 0; p < s.k; ++p) {
      for (int j = 0; j < s.n; ++j) b_transposed.at(j, p) = b.at(p, j);
    }
    const auto expected = product(
        s, std::vector<double>(s.m * s.n), [&](int i, int p) { return a.at(i, p); },
        [&](int p, int j) { return b.at(p, j); });
    PackedMatrix packed;
    pack(b.values.data(), s.k, s.n, b.stride, false, packed);
    gemm(a.values.data(), a.stride, s.m, packed, {}, Store::kOverwrite, c.values.data(), c.stride);
    c.expect(expected);
    pack(b_transposed.values.data(), s.k, s.n, b_transposed.stride, true, packed);
    gemm(a.values.data(), a.stride, s.m, packed, {}, Store::kOverwrite, c2.values.data(),
         c2.stride);
    c2.expect(expected);
    if (HasFatalFailure()) return;
  }
}

TEST(Gemm, AddsBiasOrWhatIsThere) {
  std::mt19937 random(2);
  for (const Size s : sizes()) {
    SCOPED_TRACE(name_of(s));
    Strided a(s.m, s.k), b(s.k, s.n), with_bias(s.m, s.n), accumulated(s.m, s.n), both(s.m, s.n);
    a.randomise(random);
    b.randomise(random);
    accumulated.randomise(random);
    const std::vector<float> bias = random_values(s.n, random);
    std::vector<double> bias_rows;
    for (int i = 0; i < s.m; ++i) bias_rows.insert(bias_rows.end(), bias.begin(), bias.end());
    const auto at_a = [&](int i, int p) { return a.at(i, p); };
    const auto at_b = [&](int p, int j) { return b.at(p, j); };
    const auto expected_sum = product(s, accumulated.dense(), at_a, at_b);
    PackedMatrix packed;
    pack(b.values.data(), s.k, s.n, b.stride, false, packed);
    gemm(a.values.data(), a.stride, s.m, packed, bias, Store::kOverwrite, with_bias.values.data(),
         with_bias.stride);
    with_bias.expect(product(s, bias_rows, at_a, at_b));
    gemm(a.values.data(), a.stride, s.m, packed, {}, Store::kAccumulate, accumulated.values.data(),
         accumulated.stride);
    accumulated.expect(expected_sum);
    both.randomise(random);
    std::vector<double> start = both.dense();
    for (std::size_t i = 0; i < start.size(); ++i) start[i] += bias_rows[i];
    gemm(a.values.data(), a.stride, s.m, packed, bias, Store::kAccumulate, both.values.data(),
         both.stride);
    both.expect(product(s, start, at_a, at_b));
    if (HasFatalFailure()) return;
  }
}

TEST(Gemm, ClampsTheWholeSumAtZero) {
  std::mt19937 random(6);
  for (const Size s : sizes()) {
    SCOPED_TRACE(name_of(s));
    Strided a(s.m, s.k), b(s.k, s.n), c(s.m, s.n), sum(s.m, s.n);
    a.randomise(random);
    b.randomise(random);
    sum.randomise(random);
    const auto at_a = [&](int i, int p) { return a.at(i, p); };
    const auto at_b = [&](int p, int j) { return b.at(p, j); };
    const auto clamped = [](std::vector<double> all) {
      for (double& value : all) value = std::max(value, 0.0);
      return all;
    };
    const std::vector<double> expected_sum = clamped(product(s, sum.dense(), at_a, at_b)),
                              zeros(s.m * s.n);
    PackedMatrix packed;
    pack(b.values.data(), s.k, s.n, b.stride, false, packed);
    gemm(a.values.data(), a.stride, s.m, packed, {}, Store::kOverwrite, c.values.data(), c.stride,
         Clamp::kRelu);
    c.expect(clamped(product(s, zeros, at_a, at_b)));
    gemm(a.values.data(), a.stride, s.m, packed, {}, Store::kAccumulate, sum.values.data(),
         sum.stride, Clamp::kRelu);
    sum.expect(expected_sum);
    if (HasFatalFailure()) return;
  }
}

TEST(Gemm, MultipliesTransposedLeftOperands) {
  std::mt19937 random(3);
  for (const Size s : sizes()) {
    SCOPED_TRACE(name_of(s));
    Strided a(s.k, s.m), b(s.k, s.n), c(s.m, s.n), sum(s.m, s.n);
    a.randomise(random);
    b.randomise(random);
    sum.randomise(random);
    const auto at_a = [&](int i, int p) { return a.at(p, i); };
    const auto at_b = [&](int p, int j) { return b.at(p, j); };
    const auto expected_sum = product(s, sum.dense(), at_a, at_b);
    gemm_transposed(a.values.data(), a.stride, s.m, b.values.data(), b.stride, s.n, s.k,
                    Store::kOverwrite, c.values.data(), c.stride);
    c.expect(product(s, std::vector<double>(s.m * s.n), at_a, at_b));
    gemm_transposed(a.values.data(), a.stride, s.m, b.values.data(), b.stride, s.n, s.k,
                    Store::kAccumulate, sum.values.data(), sum.stride);
    sum.expect(expected_sum);
    if (HasFatalFailure()) return;
  }
}

// Row pointers into a pool in random order; some point at zeros, as padding does.
struct Gathered {
  Gathered(int count, int channels, std::mt19937& random)
      : pool(random_values(static_cast<std::size_t>(50) * channels, random)), zeros(channels) {
    for (int i = 0; i < count; ++i) {
      const unsigned draw = static_cast<unsigned>(random()) % 60;
      rows.push_back(draw < 50 ? pool.data() + static_cast<std::size_t>(draw) * channels
                               : zeros.data());
    }
  }
  std::vector<float> pool, zeros;
  std::vector<const float*> rows;
};

TEST(Gemm, GathersRowsTapByTap) {
  std::mt19937 random(4);
  struct Case {
    int taps, channels, m, n;
  };
  for (const Case s : {Case{1, 1, 1, 1},
                       {9, 1, 100, 24},
                       {9, 24, 60, 33},
                       {9, 100, 17, 16},
                       {9, 128, 9, 40},
                       {25, 64, 13, 10},
                       {4, 300, 11, 50},
                       {2, 256, 8, 32},
                       {3, 257, 5, 7}}) {
    SCOPED_TRACE(std::to_string(s.taps) + " taps of " + std::to_string(s.channels));
    const Size size{s.m, s.n, s.taps * s.channels};
    const Gathered left(s.taps * s.m, s.channels, random);
    Strided b(size.k, s.n), c(s.m, s.n), sum(s.m, s.n);
    b.randomise(random);
    sum.randomise(random);
    const std::vector<float> bias = random_values(s.n, random);
    std::vector<double> bias_rows;
    for (int i = 0; i < s.m; ++i) bias_rows.insert(bias_rows.end(), bias.begin(), bias.end());
    const auto at_a = [&](int i, int p) {
      return left.rows[p / s.channels * s.m + i][p % s.channels];
    };
    const auto at_b = [&](int p, int j) { return b.at(p, j); };
    const auto expected_sum = product(size, sum.dense(), at_a, at_b);
    PackedMatrix packed;
    pack(b.values.data(), size.k, s.n, b.stride, false, packed);
    gemm_indirect(left.rows.data(), s.taps, s.channels, s.m, packed, bias, Store::kOverwrite,
                  c.values.data(), c.stride);
    c.expect(product(size, bias_rows, at_a, at_b));
    gemm_indirect(left.rows.data(), s.taps, s.channels, s.m, packed, {}, Store::kAccumulate,
                  sum.values.data(), sum.stride);
    sum.expect(expected_sum);
    if (HasFatalFailure()) return;
  }
}

TEST(Gemm, AddsOneTapOfAWeightGradient) {
  std::mt19937 random(5);
  struct Case {
    int channels, count, n;
  };
  for (const Case s : {Case{1, 1, 1},
                       {1, 300, 24},
                       {24, 128, 32},
                       {24, 129, 33},
                       {7, 127, 5},
                       {64, 400, 64},
                       {65, 50, 70}}) {
    SCOPED_TRACE(std::to_string(s.channels) + " channels, " + std::to_string(s.count) + " rows");
    const Gathered left(s.count, s.channels, random);
    Strided b(s.count, s.n), c(s.channels, s.n);
    b.randomise(random);
    c.randomise(random);
    const auto expected = product(
        {s.channels, s.n, s.count}, c.dense(), [&](int i, int p) { return left.rows[p][i]; },
        [&](int p, int j) { return b.at(p, j); });
    gemm_indirect_transposed(left.rows.data(), s.channels, s.count, b.values.data(), b.stride, s.n,
                             c.values.data(), c.stride);
    c.expect(expected);
    if (HasFatalFailure()) return;
  }
}

TEST(Gemm, NamesTheInstructionSet) {
  const auto name = gemm_instruction_set();
  EXPECT_TRUE(name == "plain" || name == "avx2" || name == "avx512") << name;
}

}  // namespace
}  // namespace second_opinion
