// The file that `trainer report --ablation` is given: a JSON array of measured runs,
// [{"network", "change", "images", "errors": one count for each seed}].
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/report/report.hpp"

namespace second_opinion {

// The error says which run is wrong and how.
Result<std::vector<ReportAblation>, std::string> read_ablation_table(
    std::span<const unsigned char> json);

}  // namespace second_opinion
