// What layers ask for while they are planned, put down; and the layer that changes nothing.
#include "core/layers/layer.hpp"

namespace second_opinion {

bool LayerPlanner::require(bool condition, const std::string& otherwise) {
  if (!condition && fault.empty()) fault = otherwise;
  return fault.empty();
}

void LayerPlanner::parameter(const char* name, ParameterRole role, int rows, int columns) {
  parameters.push_back({name, role, rows, columns});
}

void LayerPlanner::weight_and_bias(int inputs, int outputs, bool bias) {
  parameter("weight", ParameterRole::kWeight, inputs, outputs);
  if (bias) parameter("bias", ParameterRole::kBias, 1, outputs);
}

std::string shape_text(const Shape& shape) {
  return std::to_string(shape.height) + " × " + std::to_string(shape.width) + " × " +
         std::to_string(shape.channels);
}

void LayerCall::copy_input() const {
  output.shape = input.shape;
  output.values.assign(input.values.begin(), input.values.end());
}

}  // namespace second_opinion
