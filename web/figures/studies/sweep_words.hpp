// The sweep's factors and runs in words, for the figures that show them.
#pragma once

#include <string>

#include "core/report/sweep_study.hpp"
#include "web/figures/kit/readout.hpp"

namespace second_opinion {

std::string optimizer_title(
    const std::string& name);  // "rmsprop" → "RMSprop"; an unknown one as it is
std::string loss_title(const std::string& name);  // "mse" → "Squared error"
std::string rate_text(double rate);               // 0.001 → "0.001"
std::string shape_text(const SweptNetwork& run);  // "16 channels, 3 convolutions, 1 dense layer"

// "RMSprop, cross-entropy, 0.001", its shape, size and accuracies.
Readout run_readout(const SweptNetwork& run);

}  // namespace second_opinion
