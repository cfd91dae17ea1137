// Heads are small products; the plain pass keeps the probabilities, the prepared one keeps nothing.
#include "core/layers/attention.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "core/base/fast_math.hpp"
#include "core/base/vector_loops.hpp"
#include "core/kernels/gemm_kernel.hpp"
#include "core/kernels/gemm_small.hpp"
#include "core/layers/linear.hpp"

namespace second_opinion {
namespace {

// A function of its own, and kept one: inlined beside other loops over the same values, Clang does
// not vectorise it.
SO_VECTOR_LOOPS __attribute__((noinline)) void exponentials(float* values, int count, float most,
                                                            float scale,
                                                            const float* __restrict mask) {
  for (int i = 0; i < count; ++i) values[i] = fast_exp((values[i] - most) * scale) * mask[i];
}

// Each of `rows` rows of scores becomes softmax(scale · scores) over its first `columns`, zeros
// past them. Scores past them repeat one of the first, so the maximum is right. `mask`: 1 for the
// first `columns`, 0 for the others.
SO_VECTOR_LOOPS
void scaled_softmax(float* scores, int rows, int columns, float scale,
                    const float* __restrict mask) {
  for (int row = 0; row < rows; ++row, scores += columns) {
    float most = scores[0];
#pragma omp simd reduction(max : most)
    for (int c = 0; c < columns; ++c) most = scores[c] > most ? scores[c] : most;
    exponentials(scores, columns, most, scale, mask);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < columns; ++c) sum += scores[c];
    const float inverse = 1.0f / sum;
    for (int c = 0; c < columns; ++c) scores[c] *= inverse;
  }
}

typedef float Four __attribute__((vector_size(16)));
typedef float UnalignedFour __attribute__((vector_size(16), aligned(4)));

// Columns d … d+3 of four rows become four rows of `to`.
inline void transpose_four(const float* const* from, int d, float scale, float* to,
                           std::ptrdiff_t stride) {
  Four in[4];
  for (int i = 0; i < 4; ++i) in[i] = *reinterpret_cast<const UnalignedFour*>(from[i] + d) * scale;
  const Four low_01 = __builtin_shufflevector(in[0], in[1], 0, 4, 1, 5),
             low_23 = __builtin_shufflevector(in[2], in[3], 0, 4, 1, 5);
  const Four high_01 = __builtin_shufflevector(in[0], in[1], 2, 6, 3, 7),
             high_23 = __builtin_shufflevector(in[2], in[3], 2, 6, 3, 7);
  *reinterpret_cast<UnalignedFour*>(to) = __builtin_shufflevector(low_01, low_23, 0, 1, 4, 5);
  *reinterpret_cast<UnalignedFour*>(to + stride) =
      __builtin_shufflevector(low_01, low_23, 2, 3, 6, 7);
  *reinterpret_cast<UnalignedFour*>(to + 2 * stride) =
      __builtin_shufflevector(high_01, high_23, 0, 1, 4, 5);
  *reinterpret_cast<UnalignedFour*>(to + 3 * stride) =
      __builtin_shufflevector(high_01, high_23, 2, 3, 6, 7);
}

// Buffers of one head, and which of its columns count.
struct HeadScratch {
  std::vector<float> keys_transposed;
  std::vector<float> mask;

  void prepare(int head_width, int tokens, int columns) {
    keys_transposed.resize(static_cast<std::size_t>(head_width) * columns);
    mask.assign(columns, 0.0f);
    std::fill_n(mask.begin(), tokens, 1.0f);
  }
};

float scale_of(int head_width) {
  return 1.0f / std::sqrt(static_cast<float>(head_width));
}

// One head of one image: queries against keys → scores (tokens × columns, softmaxed) and context
// rows, C apart. Queries, keys and values stand 3C apart, C = width.
void attend(const float* queries, int width, int tokens, int columns, int head_width,
            HeadScratch& scratch, float* scores, float* context) {
  const float* const keys = queries + width;
  transpose_head(keys, 3 * width, tokens, columns, head_width, scratch.keys_transposed.data());
  gemm_small(queries, 3 * width, tokens, scratch.keys_transposed.data(), columns, columns,
             head_width, scores, columns);
  scaled_softmax(scores, tokens, columns, scale_of(head_width), scratch.mask.data());
  gemm_small(scores, columns, tokens, keys + width, 3 * width, head_width, tokens, context, width);
}

// The same by a kernel, keeping no scores; `head` as given but for the queries and the room for
// scores.
void attend_by_kernel(const float* queries, int query_stride, int query_count, float scale,
                      detail::AttentionHead head) {
  thread_local std::vector<float> transposed, scores;
  const detail::GemmKernel& kernel = detail::chosen_kernel();
  const int columns = (query_count + kernel.lanes - 1) / kernel.lanes * kernel.lanes;
  transposed.resize(static_cast<std::size_t>(head.head_width) * columns);
  scores.resize(static_cast<std::size_t>(head.tokens) * kernel.lanes * kernel.vectors);
  transpose_head(queries, query_stride, query_count, columns, head.head_width, transposed.data(),
                 scale * std::numbers::log2e_v<float>);
  head.queries_transposed = transposed.data();
  head.columns = columns;
  head.queries = query_count;
  head.scores = scores.data();
  kernel.attend(head);
}

// (B,heads,T,T) without the columns that fill vectors up.
void copy_probabilities(const Tensor& from, Tensor& to) {
  const Shape& padded = from.shape;
  to.resize({padded.batch, padded.height, padded.width, padded.width});
  for (std::size_t row = 0; row < padded.rows(); ++row)
    std::copy_n(from.row(row), padded.width, to.row(row));
}

}  // namespace

void Attention::plan(LayerPlanner& planner) const {
  const int width = planner.input.channels, tokens = planner.input.positions();
  planner.require(heads >= 1 && width % std::max(heads, 1) == 0,
                  "heads must divide the width " + std::to_string(width));
  planner.require(width <= kMaxUnits / 3, "too wide");
  if (!planner.require(static_cast<std::int64_t>(heads) * tokens * tokens <= kMaxFeatures,
                       "more than " + std::to_string(kMaxFeatures) + " probabilities"))
    return;
  planner.parameter("qkv_weight", ParameterRole::kWeight, width, 3 * width);
  planner.parameter("qkv_bias", ParameterRole::kBias, 1, 3 * width);
  planner.parameter("output_weight", ParameterRole::kWeight, width, width);
  planner.parameter("output_bias", ParameterRole::kBias, 1, width);
  planner.multiply_adds = 4.0 * width * width * tokens + 2.0 * tokens * tokens * width;
}

void Attention::forward(LayerCall& call) const {
  thread_local AttentionTrace trace;
  const LayerParameters& p = call.parameters;
  attention_forward(call.input, heads, {p[0], p[1], p[2], p[3]}, trace, call.output);
  Workspace& workspace = call.workspace;
  const std::size_t index = workspace.attention_layers++;
  if (!workspace.keep_activations) return;
  if (workspace.attention.size() <= index) workspace.attention.resize(index + 1);
  copy_probabilities(trace.probabilities, workspace.attention[index]);
}

void transpose_head(const float* rows, int stride, int tokens, int columns, int head_width,
                    float* transposed, float scale) {
  const auto row = [&](int token) {
    return rows + static_cast<std::size_t>(std::min(token, tokens - 1)) * stride;
  };
  for (int c = 0; c < columns; c += 4) {
    const float* const from[4] = {row(c), row(c + 1), row(c + 2), row(c + 3)};
    int d = 0;
    for (; d + 4 <= head_width; d += 4)
      transpose_four(from, d, scale, transposed + static_cast<std::size_t>(d) * columns + c,
                     columns);
    for (; d < head_width; ++d) {
      for (int i = 0; i < 4; ++i)
        transposed[static_cast<std::size_t>(d) * columns + c + i] = from[i][d] * scale;
    }
  }
}

void attention_forward(const Tensor& input, int heads, const AttentionParameters& parameters,
                       AttentionTrace& trace, Tensor& output) {
  const Shape& in = input.shape;
  const int tokens = in.positions(), columns = padded_tokens(tokens);
  const int width = in.channels, head_width = width / heads;
  assert(head_width * heads == width);

  linear_forward(input, 3 * width, false, parameters.qkv_weight, parameters.qkv_bias, trace.qkv);
  trace.probabilities.resize({in.batch, heads, tokens, columns});
  trace.context.resize(in);
  thread_local HeadScratch scratch;
  scratch.prepare(head_width, tokens, columns);
  for (int image = 0; image < in.batch; ++image) {
    const std::size_t first = static_cast<std::size_t>(image) * tokens;
    for (int head = 0; head < heads; ++head) {
      attend(trace.qkv.row(first) + head * head_width, width, tokens, columns, head_width, scratch,
             trace.probabilities.row((static_cast<std::size_t>(image) * heads + head) * tokens),
             trace.context.row(first) + head * head_width);
    }
  }
  linear_forward(trace.context, width, false, parameters.output_weight, parameters.output_bias,
                 output);
}

void attention_context(const Tensor& qkv, int heads, Tensor& context) {
  const int tokens = qkv.shape.positions(), width = qkv.shape.channels / 3,
            head_width = width / heads;
  const bool whole_vectors = head_width % gemm_lanes() == 0;
  const int columns = (tokens + gemm_lanes() - 1) / gemm_lanes() * gemm_lanes();
  context.resize({qkv.shape.batch, 1, tokens, width});
  thread_local HeadScratch scratch;
  thread_local std::vector<float> scores;
  if (!whole_vectors) {
    scratch.prepare(head_width, tokens, columns);
    scores.resize(static_cast<std::size_t>(tokens) * columns);
  }
  for (int image = 0; image < qkv.shape.batch; ++image) {
    const float* rows = qkv.row(static_cast<std::size_t>(image) * tokens);
    float* out = context.row(static_cast<std::size_t>(image) * tokens);
    for (int head = 0; head < heads; ++head, rows += head_width, out += head_width) {
      if (whole_vectors) {
        attend_by_kernel(rows, 3 * width, tokens, scale_of(head_width),
                         {.keys = rows + width,
                          .values = rows + 2 * width,
                          .stride = 3 * width,
                          .tokens = tokens,
                          .head_width = head_width,
                          .context = out,
                          .context_stride = width});
      } else {
        attend(rows, width, tokens, columns, head_width, scratch, scores.data(), out);
      }
    }
  }
}

void shared_attention_context(const Tensor& queries, const Tensor& positions, int scaled_width,
                              Tensor& context) {
  const int tokens = positions.shape.positions(), width = positions.shape.channels,
            heads = queries.shape.channels / width;
  assert(width % gemm_lanes() == 0);
  context.resize(queries.shape);
  for (std::size_t image = 0; image < static_cast<std::size_t>(queries.shape.batch); ++image) {
    const float* const rows = positions.row(image * tokens);
    attend_by_kernel(queries.row(image), width, heads, scale_of(scaled_width),
                     {.keys = rows,
                      .values = rows,
                      .stride = width,
                      .tokens = tokens,
                      .head_width = width,
                      .context = context.row(image),
                      .context_stride = width});
  }
}

}  // namespace second_opinion
