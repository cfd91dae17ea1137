// The average forgets faster at the beginning, when the values that it started
// from mean nothing yet.
#include "core/learning/ema.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

SO_VECTOR_LOOPS
void move_towards(const float* __restrict target, float share, float* __restrict values,
                  std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values[i] += share * (target[i] - values[i]);
}

}  // namespace

WeightAverage::WeightAverage(const Network& network, double half_life_steps)
    : decay_(std::exp2(-1.0 / half_life_steps)) {
  for (const Parameter& parameter : network.parameters) values_.push_back(parameter.values);
}

void WeightAverage::add(const Network& network) {
  ++steps_;
  const double early = static_cast<double>(1 + steps_) / static_cast<double>(10 + steps_);
  const float take = static_cast<float>(1 - std::min(decay_, early));
  for (std::size_t p = 0; p < values_.size(); ++p) {
    if (!is_learned(network.parameters[p].role)) continue;
    const std::vector<float>& current = network.parameters[p].values;
    move_towards(current.data(), take, values_[p].data(), current.size());
  }
}

void WeightAverage::copy_to(Network& network) const {
  for (std::size_t p = 0; p < values_.size(); ++p)
    if (is_learned(network.parameters[p].role)) network.parameters[p].values = values_[p];
}

void WeightAverage::restore(std::int64_t steps, ParameterValues values) {
  assert(values.size() == values_.size());
  steps_ = steps;
  values_ = std::move(values);
}

}  // namespace second_opinion
