// Risk and coverage (Geifman and El-Yaniv 2017): how many digits must be handed to a person so that
// of the rest nearly all are read rightly, when two networks may be asked. Prints nothing.
#pragma once

#include <span>

#include "core/report/coverage_study.hpp"

namespace second_opinion {

// cnn, transformer: labels.size()×10 probabilities. Even pictures set the thresholds, odd ones
// measure them.
CoverageStudy measure_coverage(std::span<const float> cnn, std::span<const float> transformer,
                               std::span<const unsigned char> labels);

}  // namespace second_opinion
