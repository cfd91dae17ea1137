// What the structures of the report can tell about themselves.
#include "core/report/report.hpp"

namespace second_opinion {

std::vector<int> Report::tagged(std::string_view tag) const {
  std::vector<int> cells;
  for (std::size_t i = 0; i < digits.items.size(); ++i)
    if (digits.items[i].has_tag(tag)) cells.push_back(static_cast<int>(i));
  return cells;
}

std::string StressStudy::settle() {
  for (const StressNetwork& network : networks) {
    if (network.network == "cnn") clean_cnn = network.clean.accuracy;
    if (network.network == "transformer") clean_transformer = network.clean.accuracy;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const StressRow& row = rows[i];
    const std::size_t step = i % kStressStrengths;
    if (step == 0) {
      kinds.push_back({row.disturbance, row.unit, static_cast<int>(kinds.size()) + 1, {}});
    }
    const double* cnn = row.accuracy.find("cnn");
    const double* transformer = row.accuracy.find("transformer");
    if (row.strength != static_cast<int>(step) + 1 || row.disturbance != kinds.back().name)
      return "must have rows disturbance by disturbance, each in three rising strengths";
    if (!cnn || !transformer) return "must have the accuracies of cnn and transformer in each row";
    kinds.back().steps[step] = {row.parameter, *cnn, *transformer};
  }
  if (rows.size() % kStressStrengths != 0) return "must have three rows for each disturbance";
  sheet.count = sheet.columns * kStressStrengths;
  return sheet.columns == static_cast<int>(kinds.size()) + 1
             ? ""
             : "must have one column more than disturbances";
}

}  // namespace second_opinion
