// The plot of a sweep's accuracy against the size of its networks: the text of an SVG. No
// file is written here.
#pragma once

#include <span>
#include <string>

#include "native_trainer/studies/sweep/sweep_row.hpp"

namespace second_opinion {

// Validation accuracy against the number of parameters: every finished run a dot, and a line
// through each size's best run (`spread` false) or through the means with one standard deviation
// (`spread` true, for grids with several seeds).
std::string sizes_svg(std::span<const SweepRow> rows, bool spread);

}  // namespace second_opinion
