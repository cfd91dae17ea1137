// The heat map of a sweep: how far each optimizer went with each loss and learning
// rate. The text of an SVG; no file is written here.
#pragma once

#include <span>
#include <string>

#include "native_trainer/studies/sweep/sweep_effects.hpp"

namespace second_opinion {

// One panel per loss: rows = optimizers, columns = learning rates; the colour and the number are
// the best run's validation accuracy, the number below it is the median's.
std::string optimizers_svg(std::span<const RateEffect> effects);

}  // namespace second_opinion
