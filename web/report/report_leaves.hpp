// Every number and text of report.json under its dotted path, for
// `{{report.…}}` in the article. Checks nothing, formats nothing.
#pragma once

#include <string>
#include <vector>

#include "web/report/checked_json.hpp"

namespace second_opinion {

// A leaf of the JSON, or an array of two numbers, or the length of an array.
struct ReportLeaf {
  std::string path;             // "networks.cnn.test.accuracy"; "….count" = length of an array
  std::string text;             // strings only
  std::vector<double> numbers;  // one, or two for an interval
};

// Sorted by path.
std::vector<ReportLeaf> collect_leaves(const nlohmann::json& report);

}  // namespace second_opinion
