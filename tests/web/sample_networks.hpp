// Networks for tests of the page that need answers and no training.
#pragma once

#include "core/classifier/classifier.hpp"

namespace second_opinion::testing {

// A linear network of zeros: all digits are as likely.
inline Classifier blank_network() {
  WeightsFile file;
  file.network = Network::zeros({Family::kLinear, {Linear{.units = kDigitCount, .flatten = true}}});
  return Classifier(std::move(file));
}

// One that sees the same digit in every picture.
inline Classifier always(int digit) {
  WeightsFile file = blank_network().file();
  for (Parameter& parameter : file.network.parameters) {
    if (parameter.role == ParameterRole::kBias)
      parameter.values[static_cast<std::size_t>(digit)] = 3;
  }
  return Classifier(std::move(file));
}

}  // namespace second_opinion::testing
