// An exponential moving average of the learned parameters: what validates and
// ships when a recipe asks for it. Batch statistics are not averaged here; they
// are measured anew for the averaged weights (training/batch_statistics.hpp).
#pragma once

#include <cstdint>

#include "core/learning/optimizer.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

class WeightAverage {
 public:
  // half_life_steps: after so many steps an old value counts half.
  WeightAverage(const Network& network, double half_life_steps);

  // Takes in the weights after one more step.
  void add(const Network& network);
  // Puts the averages into a network of the same shape.
  void copy_to(Network& network) const;

  std::int64_t steps() const { return steps_; }
  const ParameterValues& values() const { return values_; }
  void restore(std::int64_t steps, ParameterValues values);

 private:
  double decay_;
  std::int64_t steps_ = 0;
  ParameterValues values_;
};

}  // namespace second_opinion
