// A sweep as an Excel workbook: all runs, the best ones, and what the factors
// do, with Excel's own charts, written by libxlsxwriter.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "native_trainer/studies/sweep/sweep_row.hpp"

namespace second_opinion {

// An error message, or nothing when the file stands. The same rows give the same bytes.
std::optional<std::string> write_sweep_workbook(const std::filesystem::path& path,
                                                std::span<const SweepRow> rows);

}  // namespace second_opinion
