// One product of matrices, for a whole batch at once.
#include "core/layers/linear.hpp"

#include <cassert>

#include "core/kernels/gemm.hpp"

namespace second_opinion {

void Linear::plan(LayerPlanner& planner) const {
  if (!planner.require(units >= 1, "units must be at least 1")) return;
  const Shape& in = planner.input;
  const int inputs = flatten ? in.features() : in.channels;
  planner.output = flatten ? Shape{1, 1, 1, units} : Shape{1, in.height, in.width, units};
  planner.weight_and_bias(inputs, units, bias);
  planner.multiply_adds = static_cast<double>(inputs) * units * planner.output.positions();
}

void Linear::forward(LayerCall& call) const {
  linear_forward(call.input, units, flatten, call.parameters[0], call.parameters[1], call.output);
}

void linear_forward(const Tensor& input, int units, bool flatten, std::span<const float> weight,
                    std::span<const float> bias, Tensor& output) {
  const int in = flatten ? input.shape.features() : input.shape.channels;
  const int rows = static_cast<int>(input.shape.size() / static_cast<std::size_t>(in));
  assert(weight.size() == static_cast<std::size_t>(in) * units);
  output.resize(flatten ? Shape{input.shape.batch, 1, 1, units}
                        : Shape{input.shape.batch, input.shape.height, input.shape.width, units});
  // Packing costs about as much as four rows of the product: nothing for a batch, and the
  // price of keeping weights in the one layout that training, files and pictures share.
  thread_local PackedMatrix packed;
  pack(weight.data(), in, units, units, false, packed);
  gemm(input.data(), in, rows, packed, bias, Store::kOverwrite, output.data(), units);
}

}  // namespace second_opinion
