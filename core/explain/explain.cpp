// See explain.hpp.
#include "core/explain/explain.hpp"

#include <algorithm>

#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

constexpr ReceptiveField kWholePicture{0, 0, kImageSide};

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

bool follows_convolution(LayerKind kind) {
  return kind == LayerKind::kBatchNorm || kind == LayerKind::kRelu || kind == LayerKind::kGelu ||
         kind == LayerKind::kSigmoid;
}

// A square window over what `field` already sees.
ReceptiveField widened(const ReceptiveField& field, int kernel, int stride, int padding) {
  return {field.start - padding * field.pitch, field.pitch * stride,
          field.side + (kernel - 1) * field.pitch};
}

}  // namespace

ReceptiveField receptive_field(const Network& network, std::size_t layer) {
  ReceptiveField field;
  for (std::size_t i = 0; i <= layer && i < network.layers.size(); ++i) {
    const LayerSpec& s = network.layers[i].spec;
    switch (s.kind) {
      case LayerKind::kConvolution:
        field = widened(field, s.kernel, s.stride, s.padding);
        break;
      case LayerKind::kPatchEmbedding:
        field = widened(field, s.kernel, patch_pitch(s), s.padding);
        break;
      case LayerKind::kMaxPool:
      case LayerKind::kAveragePool:
        field = widened(field, s.kernel, s.stride, 0);
        break;
      case LayerKind::kLinear:
        if (s.flatten) return kWholePicture;
        break;
      case LayerKind::kAttention:
      case LayerKind::kGlobalAveragePool:
      case LayerKind::kGlobalMaxPool:
      case LayerKind::kGlobalAverageMaxPool:
      case LayerKind::kClassToken:
      case LayerKind::kFirstToken:
        return kWholePicture;
      default:
        break;  // position by position
    }
  }
  return field;
}

std::vector<std::size_t> feature_stages(const Network& network) {
  std::vector<std::size_t> stages;
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    if (network.layers[i].spec.kind != LayerKind::kConvolution) continue;
    std::size_t last = i;
    while (last + 1 < network.layers.size() &&
           follows_convolution(network.layers[last + 1].spec.kind))
      ++last;
    stages.push_back(last);
  }
  return stages;
}

std::vector<MapPeak> map_peaks(const Tensor& maps) {
  const Shape& shape = maps.shape;
  std::vector<MapPeak> peaks(static_cast<std::size_t>(shape.channels));
  const float share = 1.0f / static_cast<float>(shape.positions());
  for (int position = 0; position < shape.positions(); ++position) {
    const float* values = maps.row(static_cast<std::size_t>(position));
    for (std::size_t c = 0; c < peaks.size(); ++c) {
      MapPeak& peak = peaks[c];
      if (values[c] > 0) peak.lit += share;
      if (position == 0 || values[c] > peak.value) {
        const float lit = peak.lit;
        peak = {values[c], position / shape.width, position % shape.width, lit};
      }
    }
  }
  return peaks;
}

Tensor attention_rollout(std::span<const Tensor> attention) {
  if (attention.empty()) return {};
  for (const Tensor& layer : attention) {
    if (layer.shape.batch != 1 || layer.shape.channels != attention[0].shape.channels) return {};
  }
  Tensor flow = mixing_of(attention[0]);
  for (const Tensor& layer : attention.subspan(1)) flow = multiply(mixing_of(layer), flow);
  return flow;
}

}  // namespace second_opinion
