// Every layer gets the keys that all layers of Keras have; the others are its caller's.
#include "native_trainer/export/keras_graph.hpp"

#include <utility>

namespace second_opinion {

KerasWeight keras_weight(const char* name, std::initializer_list<int> shape,
                         std::span<const float> values) {
  return {name, {shape.begin(), shape.end()}, {values.begin(), values.end()}};
}

std::string KerasGraph::put(const char* class_name, const std::string& name,
                            nlohmann::ordered_json config, const std::vector<std::string>& inputs,
                            std::vector<KerasWeight> weights) {
  const std::string full = prefix_ + name;
  nlohmann::ordered_json whole{{"name", full}, {"trainable", true}, {"dtype", "float32"}};
  whole.update(config);
  model_.layers.push_back({class_name, full, std::move(whole), inputs, std::move(weights)});
  return full;
}

std::string KerasGraph::dense(const std::string& name, const std::string& input, int inputs,
                              int units, std::span<const float> kernel,
                              std::span<const float> bias) {
  std::vector<KerasWeight> weights{keras_weight("kernel", {inputs, units}, kernel)};
  if (!bias.empty()) weights.push_back(keras_weight("bias", {units}, bias));
  return put("Dense", name,
             {{"units", units}, {"activation", "linear"}, {"use_bias", !bias.empty()}}, {input},
             std::move(weights));
}

}  // namespace second_opinion
