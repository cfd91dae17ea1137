// A Keras model as data, and what adds layers to it: stock layers with their configurations and
// weights, in the order of a functional model. What the layers of core become is said in
// keras_layers.cpp; keras_file writes the model.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

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
  // Each after what it reads, the first the input, the last the output.
  std::vector<KerasLayer> layers;
};

KerasWeight keras_weight(const char* name, std::initializer_list<int> shape,
                         std::span<const float> values);

class KerasGraph {
 public:
  explicit KerasGraph(KerasModel& model) : model_(model) {}

  // Names of what is added from here on begin with `prefix`.
  void begin(const std::string& prefix) { prefix_ = prefix; }

  // Adds a Keras layer and returns its name.
  std::string put(const char* class_name, const std::string& name, nlohmann::ordered_json config,
                  const std::vector<std::string>& inputs, std::vector<KerasWeight> weights = {});

  // kernel: inputs×units; bias: units or empty.
  std::string dense(const std::string& name, const std::string& input, int inputs, int units,
                    std::span<const float> kernel, std::span<const float> bias);

 private:
  KerasModel& model_;
  std::string prefix_;
};

}  // namespace second_opinion
