// Covers core/layers/attention.cpp.
#include "core/layers/attention.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <tuple>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

struct Weights {
  Weights(int width, std::mt19937& random)
      : qkv(random_values(static_cast<std::size_t>(3) * width * width, random)),
        qkv_bias(random_values(3 * width, random)),
        output(random_values(static_cast<std::size_t>(width) * width, random)),
        output_bias(random_values(width, random)) {}
  AttentionParameters parameters() const { return {qkv, qkv_bias, output, output_bias}; }
  std::vector<float> qkv, qkv_bias, output, output_bias;
};

using Matrix = std::vector<std::vector<double>>;

Matrix multiplied(const Matrix& x, const std::vector<float>& weight,
                  const std::vector<float>& bias) {
  Matrix result(x.size(), std::vector<double>(bias.begin(), bias.end()));
  for (std::size_t t = 0; t < x.size(); ++t) {
    for (std::size_t i = 0; i < x[t].size(); ++i) {
      for (std::size_t o = 0; o < bias.size(); ++o)
        result[t][o] += x[t][i] * weight[i * bias.size() + o];
    }
  }
  return result;
}

// Probabilities of one head of one image: row = query, column = key.
Matrix probabilities_of(const Matrix& qkv, int width, int head, int head_width) {
  Matrix p(qkv.size(), std::vector<double>(qkv.size()));
  for (std::size_t q = 0; q < qkv.size(); ++q) {
    double sum = 0;
    for (std::size_t k = 0; k < qkv.size(); ++k) {
      double score = 0;
      for (int d = 0; d < head_width; ++d)
        score += qkv[q][head * head_width + d] * qkv[k][width + head * head_width + d];
      p[q][k] = std::exp(score / std::sqrt(static_cast<double>(head_width)));
      sum += p[q][k];
    }
    for (double& value : p[q]) value /= sum;
  }
  return p;
}

struct Reference {
  std::vector<double> probabilities, output;
};

Reference reference(const Tensor& input, int heads, const Weights& weights) {
  const int width = input.shape.channels, head_width = width / heads,
            tokens = input.shape.positions();
  Reference result;
  for (int image = 0; image < input.shape.batch; ++image) {
    Matrix x;
    for (int t = 0; t < tokens; ++t) {
      const float* row = input.row(static_cast<std::size_t>(image) * tokens + t);
      x.emplace_back(row, row + width);
    }
    const Matrix qkv = multiplied(x, weights.qkv, weights.qkv_bias);
    Matrix context(tokens, std::vector<double>(width));
    for (int head = 0; head < heads; ++head) {
      const Matrix p = probabilities_of(qkv, width, head, head_width);
      for (int q = 0; q < tokens; ++q) {
        result.probabilities.insert(result.probabilities.end(), p[q].begin(), p[q].end());
        for (int k = 0; k < tokens; ++k) {
          for (int d = head * head_width; d < (head + 1) * head_width; ++d)
            context[q][d] += p[q][k] * qkv[k][2 * width + d];
        }
      }
    }
    for (const auto& row : multiplied(context, weights.output, weights.output_bias))
      result.output.insert(result.output.end(), row.begin(), row.end());
  }
  return result;
}

// Rows of T values; what fills them up must be zero, because products run over it.
std::vector<float> without_padding(const Tensor& probabilities) {
  const int tokens = probabilities.shape.width;
  std::vector<float> values;
  for (std::size_t row = 0; row < probabilities.shape.rows(); ++row) {
    const float* const first = probabilities.row(row);
    values.insert(values.end(), first, first + tokens);
    EXPECT_EQ(std::count(first + tokens, first + probabilities.shape.channels, 0.0f),
              probabilities.shape.channels - tokens);
  }
  return values;
}

TEST(Attention, MatchesTheFormulaForEachHead) {
  std::mt19937 random(1);
  struct Case {
    Shape shape;
    int heads;
  };
  for (const Case& c : {Case{{2, 7, 7, 64}, 4},
                        {{1, 1, 1, 8}, 2},
                        {{3, 2, 3, 12}, 3},
                        {{2, 4, 4, 5}, 1},
                        {{1, 3, 3, 6}, 6}}) {
    const Tensor input = random_tensor(c.shape, random, 0.5f);
    const Weights weights(c.shape.channels, random);
    AttentionTrace trace;
    Tensor output = used_tensor();
    attention_forward(input, c.heads, weights.parameters(), trace, output);
    const Reference expected = reference(input, c.heads, weights);
    const int tokens = c.shape.positions();
    ASSERT_EQ(output.shape, c.shape);
    ASSERT_EQ(trace.probabilities.shape,
              (Shape{c.shape.batch, c.heads, tokens, padded_tokens(tokens)}));
    expect_near(without_padding(trace.probabilities), expected.probabilities, 1e-5);
    expect_near(output.values, expected.output, 1e-4);
  }
}

TEST(Attention, IsTheSameForEveryOrderOfTokens) {
  std::mt19937 random(2);
  Tensor input = random_tensor({1, 1, 5, 8}, random);
  const Weights weights(8, random);
  AttentionTrace trace;
  Tensor output, swapped_output;
  attention_forward(input, 2, weights.parameters(), trace, output);
  std::swap_ranges(input.row(0), input.row(1), input.row(3));
  attention_forward(input, 2, weights.parameters(), trace, swapped_output);
  std::swap_ranges(swapped_output.row(0), swapped_output.row(1), swapped_output.row(3));
  expect_near(swapped_output.values, as_doubles(output.values), 1e-5);
}

TEST(Attention, KeepingNothingGivesTheSameContext) {
  std::mt19937 random(3);
  // Heads of whole vectors and others; fewer queries than a vector, and several blocks of them;
  // large scores.
  for (const auto& [shape, heads, range] : {std::tuple{Shape{2, 1, 50, 64}, 4, 1.0f},
                                            {{1, 1, 50, 64}, 2, 30.0f},
                                            {{2, 1, 2, 48}, 3, 1.0f},
                                            {{3, 2, 3, 12}, 3, 1.0f},
                                            {{1, 5, 5, 10}, 2, 1.0f}}) {
    const Tensor input = random_tensor(shape, random, range);
    AttentionTrace trace;
    Tensor output, context;
    attention_forward(input, heads, Weights(shape.channels, random).parameters(), trace, output);
    attention_context(trace.qkv, heads, context);
    ASSERT_EQ(context.shape.features(), trace.context.shape.features());
    // A weight is rounded as its score is, which may be large.
    expect_near(context.values, as_doubles(trace.context.values), range > 1 ? 2e-3 : 5e-5);
  }
}

TEST(Attention, SharesKeysAndValuesBetweenHeads) {
  std::mt19937 random(4);
  for (const auto& [tokens, heads] : {std::pair{50, 4}, {1, 1}, {17, 3}, {5, 40}}) {
    constexpr int kWidth = 32;
    const Tensor positions = random_tensor({2, 1, tokens, kWidth}, random),
                 queries = random_tensor({2, 1, 1, heads * kWidth}, random);
    Tensor context = used_tensor();
    shared_attention_context(queries, positions, 9, context);
    std::vector<double> expected;
    for (int row = 0; row < 2 * heads; ++row) {
      const float* const query = queries.data() + row * kWidth;
      std::vector<double> sums(kWidth);
      double total = 0;
      for (int token = 0; token < tokens; ++token) {
        const float* const x =
            positions.row(static_cast<std::size_t>(row / heads) * tokens + token);
        const double weight = std::exp(std::inner_product(x, x + kWidth, query, 0.0) / 3);
        total += weight;
        for (int d = 0; d < kWidth; ++d) sums[d] += weight * x[d];
      }
      for (const double sum : sums) expected.push_back(sum / total);
    }
    ASSERT_EQ(context.shape, queries.shape);
    expect_near(context.values, expected, 1e-5);
  }
}

}  // namespace
}  // namespace second_opinion
