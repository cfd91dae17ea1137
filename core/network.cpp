#include "core/network.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/eigen_maps.hpp"
#include "core/layers/activations.hpp"
#include "core/layers/attention.hpp"
#include "core/layers/convolution.hpp"
#include "core/layers/embedding.hpp"
#include "core/layers/linear.hpp"
#include "core/layers/normalization.hpp"
#include "core/layers/pooling.hpp"

namespace second_opinion {
namespace {

// Parameter `which` of a layer, or nothing when the layer has fewer (no bias).
std::span<const float> parameter(const Network& network, const LayerPlan& layer, int which) {
  if (which >= layer.parameter_count) return {};
  return network.parameters[layer.first_parameter + which].values;
}

void copy(const Tensor& input, Tensor& output) {
  output.shape = input.shape;
  output.values.assign(input.values.begin(), input.values.end());
}

void add(const Tensor& input, const Tensor& other, Tensor& output) {
  assert(input.shape == other.shape);
  output.resize(input.shape);
  rows_of(output) = rows_of(input) + rows_of(other);
}

// (B,heads,T,T) without the columns that fill vectors up.
void copy_probabilities(const Tensor& from, Tensor& to) {
  const Shape& padded = from.shape;
  to.resize({padded.batch, padded.height, padded.width, padded.width});
  for (std::size_t row = 0; row < padded.rows(); ++row) std::copy_n(from.row(row), padded.width, to.row(row));
}

void attention(const Network& network, const LayerPlan& layer, const Tensor& in, Workspace& workspace, std::size_t index, Tensor& out) {
  thread_local AttentionTrace trace;
  attention_forward(in, layer.spec.heads,
                    {parameter(network, layer, 0), parameter(network, layer, 1), parameter(network, layer, 2), parameter(network, layer, 3)},
                    trace, out);
  if (!workspace.keep_activations) return;
  if (workspace.attention.size() <= index) workspace.attention.resize(index + 1);
  copy_probabilities(trace.probabilities, workspace.attention[index]);
}

// Every layer but the two that mark a residual and attention, which need the workspace.
void run_layer(const Network& network, const LayerPlan& layer, const Tensor& in, Tensor& out) {
  const LayerSpec& s = layer.spec;
  const auto p = [&](int which) { return parameter(network, layer, which); };
  switch (s.kind) {
    case LayerKind::kLinear: return linear_forward(in, s.units, s.flatten, p(0), p(1), out);
    case LayerKind::kConvolution: return convolution_forward(in, {s.units, s.kernel, s.stride, s.padding}, p(0), p(1), out);
    case LayerKind::kBatchNorm: return batch_norm_forward(in, p(0), p(1), p(2), p(3), out);
    case LayerKind::kLayerNorm: return layer_norm_forward(in, p(0), p(1), out);
    case LayerKind::kRelu: return relu_forward(in, out);
    case LayerKind::kGelu: return gelu_forward(in, out);
    case LayerKind::kSigmoid: return sigmoid_forward(in, out);
    case LayerKind::kMaxPool: return max_pool_forward(in, s.kernel, s.stride, out);
    case LayerKind::kAveragePool: return average_pool_forward(in, s.kernel, s.stride, out);
    case LayerKind::kGlobalAveragePool: return global_average_pool_forward(in, out);
    case LayerKind::kGlobalMaxPool: return global_max_pool_forward(in, out);
    case LayerKind::kGlobalAverageMaxPool: return global_average_max_pool_forward(in, out);
    case LayerKind::kPatchEmbedding:
      return convolution_forward(in, {s.units, s.kernel, patch_pitch(s), s.padding}, p(0), p(1), out);
    case LayerKind::kPositionEmbedding: return position_embedding_forward(in, p(0), out);
    case LayerKind::kClassToken: return class_token_forward(in, p(0), out);
    case LayerKind::kFirstToken: return first_token_forward(in, out);
    case LayerKind::kDropout:
    case LayerKind::kResidualBegin:
    case LayerKind::kResidualEnd:
    case LayerKind::kAttention: return copy(in, out);
  }
}

}  // namespace

const Tensor& forward(const Network& network, const Tensor& images, Workspace& workspace) {
  const std::size_t count = network.layers.size();
  // One buffer per layer when they are kept, else two that take turns.
  workspace.outputs.resize(workspace.keep_activations ? count : std::min<std::size_t>(count, 2));
  std::size_t residual_depth = 0;
  std::size_t attention_index = 0;
  const Tensor* current = &images;
  for (std::size_t i = 0; i < count; ++i) {
    const LayerPlan& layer = network.layers[i];
    Tensor& out = workspace.outputs[i % workspace.outputs.size()];
    if (layer.spec.kind == LayerKind::kResidualBegin) {
      if (workspace.scratch.size() <= residual_depth) workspace.scratch.resize(residual_depth + 1);
      copy(*current, workspace.scratch[residual_depth++]);
      copy(*current, out);
    } else if (layer.spec.kind == LayerKind::kResidualEnd) {
      add(*current, workspace.scratch[--residual_depth], out);
    } else if (layer.spec.kind == LayerKind::kAttention) {
      attention(network, layer, *current, workspace, attention_index++, out);
    } else {
      run_layer(network, layer, *current, out);
    }
    current = &out;
  }
  return *current;
}

const Tensor& last_layer_input(const Network& network, const Tensor& images, const Workspace& workspace) {
  const std::size_t count = network.layers.size();
  return count < 2 ? images : workspace.outputs[(count - 2) % workspace.outputs.size()];
}

Network fold_batch_norm(const Network& network) {
  const auto foldable = [&](std::size_t i) {
    const LayerKind kind = network.layers[i].spec.kind;
    return (kind == LayerKind::kConvolution || kind == LayerKind::kLinear) && i + 1 < network.layers.size() &&
           network.layers[i + 1].spec.kind == LayerKind::kBatchNorm;
  };
  NetworkSpec spec{network.spec.family, {}};
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    LayerSpec layer = network.layers[i].spec;
    const bool folds = foldable(i);
    if (folds) layer.bias = true;
    spec.layers.push_back(layer);
    if (folds) ++i;
  }

  Network folded = Network::zeros(spec);
  std::size_t target = 0;
  for (std::size_t i = 0; i < network.layers.size(); ++i, ++target) {
    const LayerPlan& from = network.layers[i];
    const LayerPlan& to = folded.layers[target];
    for (int p = 0; p < from.parameter_count; ++p) {
      folded.parameters[to.first_parameter + p].values = network.parameters[from.first_parameter + p].values;
    }
    if (!foldable(i)) continue;
    const LayerPlan& norm = network.layers[++i];
    Parameter& weight = folded.parameters[to.first_parameter];
    Parameter& bias = folded.parameters[to.first_parameter + 1];
    for (int c = 0; c < weight.columns; ++c) {
      const float deviation = std::sqrt(parameter(network, norm, 3)[c] + kBatchNormEpsilon);
      const float factor = parameter(network, norm, 0)[c] / deviation;
      for (int r = 0; r < weight.rows; ++r) weight.values[static_cast<std::size_t>(r) * weight.columns + c] *= factor;
      bias.values[c] = (bias.values[c] - parameter(network, norm, 2)[c]) * factor + parameter(network, norm, 1)[c];
    }
  }
  return folded;
}

}  // namespace second_opinion
