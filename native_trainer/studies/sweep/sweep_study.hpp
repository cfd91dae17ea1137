// A sweep as a study of the report.
#pragma once

#include <span>

#include "core/report/sweep_study.hpp"
#include "native_trainer/studies/sweep/sweep_training.hpp"

namespace second_opinion {

// rows: in the order of the grid.
SweepStudy sweep_study(const SweepGrid& grid, const SweepData& data,
                       std::span<const SweepRow> rows);

}  // namespace second_opinion
