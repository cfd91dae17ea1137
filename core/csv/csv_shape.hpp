// Is a table of cells 28 × 28, and if not, what does it look like? Values
// matter here only as far as they give away headers and row numbers.
#pragma once

#include <optional>

#include "core/csv/csv_error.hpp"
#include "core/csv/csv_table.hpp"

namespace second_opinion {

// Nothing when there are 28 rows of 28 cells and the first is no header.
std::optional<CsvError> check_shape(const CsvTable& table);

}  // namespace second_opinion
