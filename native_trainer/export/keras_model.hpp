// A weights file as a Keras model: stock layers with their configurations and
// weights, in the order of a functional model. No file format: keras_file writes it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {

struct KerasWeight {
  std::string name;  // "kernel", "bias", "gamma", "beta"
  std::vector<unsigned long long> shape;
  std::vector<float> values;
};

struct KerasLayer {
  std::string class_name;  // as in tf.keras.layers
  std::string name;
  nlohmann::ordered_json config;
  std::vector<std::string> inputs;  // names of layers; empty for the input layer
  std::vector<KerasWeight> weights;
};

struct KerasModel {
  std::string name;
  std::string provenance;  // of the weights file; may be empty
  std::vector<KerasLayer>
      layers;  // each after what it reads, the first the input, the last the output
};

// Input "images": (N,28,28,1), pixels 0..1, 1 = ink; output "probabilities": (N,10). No custom
// objects and no Lambda. Keras 3 reads no legacy layer that is called with two arguments, hence
// attention from Dot and Softmax instead of MultiHeadAttention; and it gives weights to layers by
// their order, hence all weights lie on one chain, which has only one. Errors: a network with batch
// norm that was not folded.
Result<KerasModel, std::string> to_keras(const WeightsFile& file);

}  // namespace second_opinion
