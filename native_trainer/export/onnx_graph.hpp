// Builds an ONNX graph node by node: every node's output is named after it and
// handed back. Knows protobuf's classes and ONNX's operators by name alone; what
// the layers of core become is onnx_layers's business.
#pragma once

#include <onnx/onnx_pb.h>

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace second_opinion {

using Integers = std::vector<std::int64_t>;

struct OnnxAttribute {
  std::string name;
  std::variant<std::int64_t, float, Integers> value;
};

class OnnxGraph {
 public:
  explicit OnnxGraph(onnx::GraphProto& graph) : graph_(graph) {}

  // Names of what is added from here on begin with `prefix`.
  void begin(const std::string& prefix) { prefix_ = prefix; }

  // Learned or fixed numbers; shape's product must be values.size(), an empty shape is one number.
  std::string constant(const std::string& name, const Integers& shape,
                       std::span<const float> values);
  std::string constant(const std::string& name, float value) {
    return constant(name, {}, {&value, 1});
  }
  std::string integers(const std::string& name, const Integers& values);

  // One whole number, not a list of one.
  std::string index(const std::string& name, std::int64_t value);

  // One node with `outputs` results, which are named "<name>" or "<name>.0", "<name>.1", …
  std::vector<std::string> nodes(const std::string& name, const char* operation,
                                 const std::vector<std::string>& inputs,
                                 const std::vector<OnnxAttribute>& attributes, int outputs);
  std::string node(const std::string& name, const char* operation,
                   const std::vector<std::string>& inputs,
                   const std::vector<OnnxAttribute>& attributes = {}) {
    return nodes(name, operation, inputs, attributes, 1).front();
  }

 private:
  onnx::GraphProto& graph_;
  std::string prefix_;
};

}  // namespace second_opinion
