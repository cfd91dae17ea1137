// The forward pass: every layer reads what the one before it wrote. What a layer computes stands in
// core/layers, in the file of its concept, as the function forward() of its kind.
#include "core/network/network.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {

const Tensor& forward(const Network& network, const Tensor& images, Workspace& workspace) {
  const std::size_t count = network.layers.size();
  workspace.outputs.resize(workspace.keep_activations ? count : std::min<std::size_t>(count, 2));
  workspace.open_residuals = workspace.attention_layers = 0;
  const Tensor* input = &images;
  for (std::size_t i = 0; i < count; ++i) {
    const LayerPlan& layer = network.layers[i];
    Tensor& output = workspace.outputs[i % workspace.outputs.size()];
    LayerCall call{layer_parameters(network, layer), *input, output, workspace};
    std::visit([&](const auto& kind) { kind.forward(call); }, layer.spec);
    input = &output;
  }
  return *input;
}

LayerParameters layer_parameters(const Network& network, const LayerPlan& layer) {
  LayerParameters all;
  for (int i = 0; i < layer.parameter_count; ++i) {
    all[static_cast<std::size_t>(i)] =
        network.parameters[static_cast<std::size_t>(layer.first_parameter + i)].values;
  }
  return all;
}

const Tensor& last_layer_input(const Network& network, const Tensor& images,
                               const Workspace& workspace) {
  const std::size_t count = network.layers.size();
  return count < 2 ? images : workspace.outputs[(count - 2) % workspace.outputs.size()];
}

Network fold_batch_norm(const Network& network) {
  const auto foldable = [&](std::size_t i) {
    const LayerSpec& layer = network.layers[i].spec;
    return (is<Convolution>(layer) || is<Linear>(layer)) && i + 1 < network.layers.size() &&
           is<BatchNorm>(network.layers[i + 1].spec);
  };
  NetworkSpec spec{network.spec.family, {}};
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    LayerSpec layer = network.layers[i].spec;
    const bool folds = foldable(i);
    if (auto* const linear = std::get_if<Linear>(&layer)) linear->bias |= folds;
    if (auto* const convolution = std::get_if<Convolution>(&layer)) convolution->bias |= folds;
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
