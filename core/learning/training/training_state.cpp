// Values in and out of a network, and the sum of a history's seconds.
#include "core/learning/training/training_state.hpp"

#include <cassert>

namespace second_opinion {

double History::wall_seconds() const {
  double sum = 0;
  for (const EpochRecord& record : epochs) sum += record.seconds;
  return sum;
}

ParameterValues copy_values(const Network& network) {
  ParameterValues values;
  for (const Parameter& parameter : network.parameters) values.push_back(parameter.values);
  return values;
}

void set_values(Network& network, const ParameterValues& values) {
  assert(values.size() == network.parameters.size());
  for (std::size_t p = 0; p < values.size(); ++p) network.parameters[p].values = values[p];
}

}  // namespace second_opinion
