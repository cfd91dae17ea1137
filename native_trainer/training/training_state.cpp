// Parameter values in and out of a network.
#include "native_trainer/training/training_state.hpp"

#include <cassert>

namespace second_opinion {

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
