// One walk over the whole document.
#include "web/report/report_leaves.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

// Dotted paths to every number, text and interval, but for the long lists that no sentence quotes.
void collect(const nlohmann::json& value, const std::string& path,
             std::vector<ReportLeaf>& leaves) {
  const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
  if (value.is_number()) leaves.push_back({path, {}, {value.get<double>()}});
  if (value.is_string()) leaves.push_back({path, value.get_ref<const std::string&>(), {}});
  if (value.is_object()) {
    for (const auto& [key, child] : value.items()) {
      if (key != "items" && key != "probabilities") collect(child, below(key), leaves);
    }
  }
  if (!value.is_array()) return;
  leaves.push_back({below("count"), {}, {static_cast<double>(value.size())}});
  if (value.size() == 2 && value[0].is_number() && value[1].is_number()) {
    leaves.push_back({path, {}, {value[0].get<double>(), value[1].get<double>()}});
  }
  for (std::size_t i = 0; i < value.size(); ++i)
    collect(value[i], below(std::to_string(i)), leaves);
}

bool before(const ReportLeaf& a, const ReportLeaf& b) {
  return a.path < b.path;
}

}  // namespace

std::vector<ReportLeaf> collect_leaves(const nlohmann::json& report) {
  std::vector<ReportLeaf> leaves;
  collect(report, "", leaves);
  std::stable_sort(leaves.begin(), leaves.end(), before);
  return leaves;
}

}  // namespace second_opinion
