// The plots of a sweep as SVG texts.
#pragma once

#include <span>
#include <string>

#include "native_trainer/studies/sweep/sweep_effects.hpp"

namespace second_opinion {

// One panel per loss: rows = optimizers, columns = learning rates, colour and
// number = the best run's validation accuracy, below it the median's.
std::string optimizers_svg(std::span<const RateEffect> effects);

// Validation accuracy against the number of parameters: every finished run a
// dot, a line through each size's best run (`spread` false) or through the
// means with one standard deviation (`spread` true, for grids with several seeds).
std::string sizes_svg(std::span<const SweepRow> rows, bool spread);

}  // namespace second_opinion
