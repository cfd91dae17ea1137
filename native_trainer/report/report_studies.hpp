// The studies that the report holds, each made by a command of its own and kept as
// weights/studies/NAME.json: read with their checks, and small enough to ship.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.hpp"
#include "core/report/report.hpp"

namespace second_opinion {

inline constexpr std::size_t kMaxStudyBytes = 300 * 1024;  // each
inline constexpr int kStudySchema = 1;

// Every *.json file of the folder, by name. The error says which file is wrong and where in it:
// names are lower-case letters, digits and _, every object says "schema": 1, and the studies that
// the page knows have their fields; others are passed on as they are.
Result<ReportStudies, std::string> read_studies(const std::filesystem::path& folder);

}  // namespace second_opinion
