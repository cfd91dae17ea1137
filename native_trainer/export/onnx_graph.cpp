// Protobuf does the writing; this only fills its messages.
#include "native_trainer/export/onnx_graph.hpp"

#include <cassert>

namespace second_opinion {
namespace {

void fill(onnx::AttributeProto& to, const OnnxAttribute& attribute) {
  to.set_name(attribute.name);
  if (const auto* integer = std::get_if<std::int64_t>(&attribute.value)) {
    to.set_type(onnx::AttributeProto::INT);
    to.set_i(*integer);
  } else if (const auto* number = std::get_if<float>(&attribute.value)) {
    to.set_type(onnx::AttributeProto::FLOAT);
    to.set_f(*number);
  } else {
    to.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : std::get<Integers>(attribute.value)) to.add_ints(value);
  }
}

}  // namespace

std::string OnnxGraph::constant(const std::string& name, const Integers& shape,
                                std::span<const float> values) {
  onnx::TensorProto& tensor = *graph_.add_initializer();
  tensor.set_name(prefix_ + name);
  tensor.set_data_type(onnx::TensorProto::FLOAT);
  std::int64_t size = 1;
  for (const std::int64_t side : shape) {
    tensor.add_dims(side);
    size *= side;
  }
  assert(size == static_cast<std::int64_t>(values.size()));
  tensor.mutable_float_data()->Add(values.begin(), values.end());
  return tensor.name();
}

std::string OnnxGraph::integers(const std::string& name, const Integers& values) {
  onnx::TensorProto& tensor = *graph_.add_initializer();
  tensor.set_name(prefix_ + name);
  tensor.set_data_type(onnx::TensorProto::INT64);
  tensor.add_dims(static_cast<std::int64_t>(values.size()));
  tensor.mutable_int64_data()->Add(values.begin(), values.end());
  return tensor.name();
}

std::string OnnxGraph::index(const std::string& name, std::int64_t value) {
  onnx::TensorProto& tensor = *graph_.add_initializer();
  tensor.set_name(prefix_ + name);
  tensor.set_data_type(onnx::TensorProto::INT64);
  tensor.add_int64_data(value);
  return tensor.name();
}

std::vector<std::string> OnnxGraph::nodes(const std::string& name, const char* operation,
                                          const std::vector<std::string>& inputs,
                                          const std::vector<OnnxAttribute>& attributes,
                                          int outputs) {
  onnx::NodeProto& node = *graph_.add_node();
  node.set_name(prefix_ + name);
  node.set_op_type(operation);
  for (const std::string& input : inputs) node.add_input(input);
  for (const OnnxAttribute& attribute : attributes) fill(*node.add_attribute(), attribute);
  for (int i = 0; i < outputs; ++i)
    node.add_output(outputs == 1 ? node.name() : node.name() + "." + std::to_string(i));
  return {node.output().begin(), node.output().end()};
}

}  // namespace second_opinion
