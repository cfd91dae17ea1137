// Small networks of every family with random parameters.
#pragma once

#include <cmath>
#include <random>

#include "core/network/network.hpp"
#include "core/weights/weights_file.hpp"
#include "tests/support/numbers.hpp"

namespace second_opinion::testing {

inline LayerSpec linear(int units, bool flatten = true) {
  return Linear{.units = units, .flatten = flatten};
}
inline LayerSpec convolution(int units, int kernel, int padding = 0, int stride = 1,
                             bool bias = true) {
  return Convolution{
      .units = units, .kernel = kernel, .stride = stride, .padding = padding, .bias = bias};
}
inline LayerSpec patches(int side, int width) {
  return PatchEmbedding{.units = width, .kernel = side};
}
inline LayerSpec attention(int heads) {
  return Attention{.heads = heads};
}

inline NetworkSpec linear_spec() {
  return {Family::kLinear, {linear(10)}};
}

inline NetworkSpec mlp_spec() {
  return {Family::kMlp, {linear(12), Sigmoid{}, Dropout{.rate = 0.2f}, linear(10)}};
}

inline NetworkSpec cnn_spec() {
  return {Family::kCnn,
          {convolution(4, 3, 1, 1, false), BatchNorm{}, Relu{}, MaxPool{2, 2},
           convolution(6, 3, 1, 2, true), BatchNorm{}, Gelu{}, GlobalAverageMaxPool{},
           linear(8, false), BatchNorm{}, linear(10)}};
}

inline NetworkSpec transformer_spec() {
  NetworkSpec spec{Family::kTransformer, {patches(7, 8), PositionEmbedding{}}};
  for (int block = 0; block < 2; ++block) {
    for (const LayerSpec& l : std::vector<LayerSpec>{
             ResidualBegin{}, LayerNorm{}, attention(2), ResidualEnd{}, ResidualBegin{},
             LayerNorm{}, linear(16, false), Gelu{}, linear(8, false), ResidualEnd{}}) {
      spec.layers.push_back(l);
    }
  }
  spec.layers.push_back(LayerNorm{});
  spec.layers.push_back(GlobalAveragePool{});
  spec.layers.push_back(linear(10));
  return spec;
}

inline std::vector<NetworkSpec> all_specs() {
  return {linear_spec(), mlp_spec(), cnn_spec(), transformer_spec()};
}

// Random parameters; variances positive, scales around 1.
inline Network random_network(const NetworkSpec& spec, unsigned seed = 1) {
  std::mt19937 random(seed);
  Network network = Network::zeros(spec);
  for (Parameter& parameter : network.parameters) {
    parameter.values = random_values(parameter.values.size(), random, 0.4f);
    for (float& value : parameter.values) {
      if (parameter.role == ParameterRole::kRunningVariance) value = std::abs(value) + 0.1f;
      if (parameter.role == ParameterRole::kNormScale) value += 1.0f;
    }
  }
  return network;
}

inline WeightsFile weights_file(const NetworkSpec& spec) {
  WeightsFile file;
  file.network = fold_batch_norm(random_network(spec));
  file.input_mean = 0.1307f;
  file.input_deviation = 0.3081f;
  file.temperature = 1.25f;
  file.provenance = "{\"recipe\":\"test\"}";
  return file;
}

inline WeightsFile with_novelty(WeightsFile file) {
  std::mt19937 random(9);
  const auto features = static_cast<std::size_t>(novelty_features(file.network));
  file.novelty = NoveltyModel{0.5f, -0.25f, random_values(features, random, 0.3f),
                              random_values(features, random, 0.1f)};
  return file;
}

}  // namespace second_opinion::testing
