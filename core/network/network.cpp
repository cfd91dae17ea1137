#include "core/network/network.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/base/eigen_maps.hpp"
#include "core/layers/attention.hpp"
#include "core/layers/normalization.hpp"
#include "core/network/plain_layer.hpp"

namespace second_opinion {
namespace {

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
  for (std::size_t row = 0; row < padded.rows(); ++row)
    std::copy_n(from.row(row), padded.width, to.row(row));
}

void attention(const Network& network, const LayerPlan& layer, const Tensor& in,
               Workspace& workspace, std::size_t index, Tensor& out) {
  thread_local AttentionTrace trace;
  const LayerParameters p = layer_parameters(network, layer);
  attention_forward(in, layer.spec.heads, {p[0], p[1], p[2], p[3]}, trace, out);
  if (!workspace.keep_activations) return;
  if (workspace.attention.size() <= index) workspace.attention.resize(index + 1);
  copy_probabilities(trace.probabilities, workspace.attention[index]);
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
      run_plain_layer(layer.spec, layer_parameters(network, layer), *current, out);
    }
    current = &out;
  }
  return *current;
}

const Tensor& last_layer_input(const Network& network, const Tensor& images,
                               const Workspace& workspace) {
  const std::size_t count = network.layers.size();
  return count < 2 ? images : workspace.outputs[(count - 2) % workspace.outputs.size()];
}

Network fold_batch_norm(const Network& network) {
  const auto foldable = [&](std::size_t i) {
    const LayerKind kind = network.layers[i].spec.kind;
    return (kind == LayerKind::kConvolution || kind == LayerKind::kLinear) &&
           i + 1 < network.layers.size() &&
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
      folded.parameters[to.first_parameter + p].values =
          network.parameters[from.first_parameter + p].values;
    }
    if (!foldable(i)) continue;
    const LayerParameters norm =
        layer_parameters(network, network.layers[++i]);  // scale, shift, mean, variance
    Parameter& weight = folded.parameters[to.first_parameter];
    Parameter& bias = folded.parameters[to.first_parameter + 1];
    for (int c = 0; c < weight.columns; ++c) {
      const float deviation = std::sqrt(norm[3][c] + kBatchNormEpsilon);
      const float factor = norm[0][c] / deviation;
      for (int r = 0; r < weight.rows; ++r)
        weight.values[static_cast<std::size_t>(r) * weight.columns + c] *= factor;
      bias.values[c] = (bias.values[c] - norm[2][c]) * factor + norm[1][c];
    }
  }
  return folded;
}

}  // namespace second_opinion
