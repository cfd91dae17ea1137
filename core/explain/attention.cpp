// Roll-out by products of small matrices; a trace from the attention that a forward pass kept.
#include "core/explain/attention.hpp"

#include <algorithm>
#include <utility>

#include "core/classifier/classifier.hpp"

namespace second_opinion {
namespace {

// (1, 1, T, T): (I + mean over the heads) / 2.
Tensor mixing_of(const Tensor& attention) {
  const Shape& shape = attention.shape;
  const int tokens = shape.channels;
  Tensor mixing(Shape{1, 1, tokens, tokens});
  const float share = 0.5f / static_cast<float>(shape.height);
  for (int to = 0; to < tokens; ++to) {
    float* row = mixing.row(static_cast<std::size_t>(to));
    row[to] = 0.5f;
    for (int head = 0; head < shape.height; ++head) {
      const float* weights = attention.row(static_cast<std::size_t>(head) * tokens + to);
      for (int from = 0; from < tokens; ++from) row[from] += share * weights[from];
    }
  }
  return mixing;
}

Tensor multiply(const Tensor& left, const Tensor& right) {
  const int tokens = left.shape.channels;
  Tensor product(left.shape);
  for (int to = 0; to < tokens; ++to) {
    float* row = product.row(static_cast<std::size_t>(to));
    for (int via = 0; via < tokens; ++via) {
      const float weight = left.row(static_cast<std::size_t>(to))[via];
      const float* from = right.row(static_cast<std::size_t>(via));
      for (int i = 0; i < tokens; ++i) row[i] += weight * from[i];
    }
  }
  return product;
}

// Without tiles, or with attention between anything else, there is nothing to show.
TokenTrace traced(const Network& network, std::vector<Tensor> attention) {
  TokenTrace trace;
  const auto& layers = network.layers;
  const auto embedding = std::find_if(
      layers.begin(), layers.end(), [](const LayerPlan& l) { return is<PatchEmbedding>(l.spec); });
  if (embedding == layers.end()) return trace;
  trace.rows = embedding->output.height;
  trace.columns = embedding->output.width;
  trace.tile = receptive_field(network, static_cast<std::size_t>(embedding - layers.begin()));
  Tensor rollout = attention_rollout(attention);
  const int others = rollout.shape.channels - trace.tiles();
  if (others < 0) return trace;
  trace.first_token = others;
  trace.attention = std::move(attention);
  trace.rollout = std::move(rollout);
  return trace;
}

}  // namespace

Tensor attention_rollout(std::span<const Tensor> attention) {
  if (attention.empty()) return {};
  for (const Tensor& layer : attention) {
    if (layer.shape.batch != 1 || layer.shape.channels != attention[0].shape.channels) return {};
  }
  Tensor flow = mixing_of(attention[0]);
  for (const Tensor& layer : attention.subspan(1)) flow = multiply(mixing_of(layer), flow);
  return flow;
}

std::span<const float> TokenTrace::row(int block, int head, int asking) const {
  const Tensor& weights = attention[static_cast<std::size_t>(block)];
  const int tokens = weights.shape.channels;
  const float* row = weights.row(static_cast<std::size_t>(head * tokens + first_token + asking));
  return {row + first_token, static_cast<std::size_t>(tiles())};
}

std::span<const float> TokenTrace::rollout_row(int asking) const {
  return {rollout.row(static_cast<std::size_t>(first_token + asking)) + first_token,
          static_cast<std::size_t>(tiles())};
}

TokenTrace blank_trace(const Network& network) {
  std::vector<Tensor> attention;
  for (const LayerPlan& layer : network.layers) {
    const int tokens = layer.input.positions();
    if (const auto* const kind = std::get_if<Attention>(&layer.spec))
      attention.emplace_back(Shape{1, kind->heads, tokens, tokens});
  }
  TokenTrace trace = traced(network, std::move(attention));
  // Each token's half of itself is part of the roll-out, whatever the weights are.
  std::fill(trace.rollout.values.begin(), trace.rollout.values.end(), 0.0f);
  return trace;
}

TokenTrace attention_trace(const WeightsFile& file, const DigitImage& image) {
  return traced(file.network, activations_of(file, image).attention);
}

int inkiest_tile(const TokenTrace& trace, const DigitImage& image) {
  int best = 0;
  float most = -1;
  for (int tile = 0; tile < trace.tiles(); ++tile) {
    const int top = trace.tile.start + tile / trace.columns * trace.tile.pitch;
    const int left = trace.tile.start + tile % trace.columns * trace.tile.pitch;
    float ink = 0;
    for (int y = std::max(0, top); y < std::min(kImageSide, top + trace.tile.side); ++y) {
      for (int x = std::max(0, left); x < std::min(kImageSide, left + trace.tile.side); ++x)
        ink += image.at(y, x);
    }
    if (ink > most) {
      most = ink;
      best = tile;
    }
  }
  return best;
}

}  // namespace second_opinion
