// For all positions, the two products are the layer's own: queries ‖ keys ‖ values, and the output.
//
// For the first position alone, neither keys nor values are computed. With x the positions and
// q = x₀·Wq + bq, the scores of a head are x·(Wk·qᵀ), up to a number that is the same for all and
// so nothing to the softmax; its context is (Σ pₜ·xₜ)·Wv + bv. Wq·Wkᵀ and Wv·Wo are multiplied
// once, per head, and x itself takes the place of keys and values.
#include "core/prepared/prepared_attention.hpp"

#include <utility>

#include "core/layers/attention.hpp"

namespace second_opinion {
namespace {

// More heads would make the multiplied weights larger than twice those of the layer.
constexpr int kMostHeads = 4;

// queries: C × heads·C, with its bias; context: heads·C × C, with its bias. Parameters as in
// AttentionParameters.
struct FoldedWeights {
  std::vector<float> queries, queries_bias, context, context_bias;
};

FoldedWeights fold(int width, int heads, const LayerParameters& parameters) {
  const int head_width = width / heads;
  const std::span<const float> qkv = parameters[0], qkv_bias = parameters[1],
                               output = parameters[2], output_bias = parameters[3];
  const auto query = [&](int from, int d) {
    return from < width ? qkv[static_cast<std::size_t>(from) * 3 * width + d] : qkv_bias[d];
  };
  const auto value = [&](int from, int d) { return query(from, 2 * width + d); };
  FoldedWeights folded{std::vector<float>(static_cast<std::size_t>(width) * heads * width),
                       std::vector<float>(heads * width),
                       std::vector<float>(static_cast<std::size_t>(width) * heads * width),
                       {output_bias.begin(), output_bias.end()}};
  for (int from = 0; from <= width; ++from) {  // the last row is the bias
    for (int column = 0; column < heads * width; ++column) {
      const int head = column / width, to = column % width;
      double score = 0, result = 0;
      for (int d = head * head_width; d < (head + 1) * head_width; ++d) {
        score += static_cast<double>(query(from, d)) * query(to, width + d);
        result +=
            static_cast<double>(value(from, d)) * output[static_cast<std::size_t>(d) * width + to];
      }
      if (from == width) {
        folded.queries_bias[column] = static_cast<float>(score);
        folded.context_bias[to] += static_cast<float>(result);
      } else {
        folded.queries[static_cast<std::size_t>(from) * heads * width + column] =
            static_cast<float>(score);
        folded.context[(static_cast<std::size_t>(head) * width + from) * width + to] =
            static_cast<float>(result);
      }
    }
  }
  return folded;
}

}  // namespace

bool suits_first_position(const LayerPlan& attention) {
  const int tokens = attention.input.positions(), width = attention.input.channels,
            heads = std::get<Attention>(attention.spec).heads;
  return heads <= kMostHeads && width % gemm_lanes() == 0 &&
         heads * (tokens + width) < tokens * width;
}

AttentionStep prepare_attention(const LayerPlan& layer, const LayerParameters& parameters,
                                bool first_only) {
  const int width = layer.input.channels, heads = std::get<Attention>(layer.spec).heads;
  AttentionStep step{.heads = heads};
  if (first_only) {
    FoldedWeights folded = fold(width, heads, parameters);
    pack(folded.queries.data(), width, heads * width, heads * width, false, step.before);
    pack(folded.context.data(), heads * width, width, width, false, step.after);
    step.bias_before = std::move(folded.queries_bias);
    step.bias_after = std::move(folded.context_bias);
    return step;
  }
  pack(parameters[0].data(), width, 3 * width, 3 * width, false, step.before);
  pack(parameters[2].data(), width, width, width, false, step.after);
  step.bias_before.assign(parameters[1].begin(), parameters[1].end());
  step.bias_after.assign(parameters[3].begin(), parameters[3].end());
  return step;
}

void run_attention(const AttentionStep& attention, const PreparedStep& step, const Tensor& in,
                   PreparedBuffers& buffers, float* out, int out_stride) {
  const int batch = in.shape.batch, tokens = step.input.positions(), width = step.input.channels,
            heads = attention.heads;
  // Rows of the two products, and what a row of each product has.
  const int rows = step.first_only ? batch : batch * tokens,
            from = step.first_only ? tokens * width : width;
  const int inner = step.first_only ? heads * width : width, columns = attention.before.n;
  buffers.qkv.resize({batch, 1, rows / batch, columns});
  gemm(in.data(), from, rows, attention.before, attention.bias_before, Store::kOverwrite,
       buffers.qkv.data(), columns);
  if (step.first_only) {
    shared_attention_context(buffers.qkv, in, width / heads, buffers.context);
  } else {
    attention_context(buffers.qkv, heads, buffers.context);
  }
  gemm(buffers.context.data(), inner, rows, attention.after, attention.bias_after,
       step.accumulate ? Store::kAccumulate : Store::kOverwrite, out, out_stride);
}

}  // namespace second_opinion
