// Everything that the article shows, measured on the real data → one Report and two picture sheets.
// Measures what is handed in; reads and writes no file. The report's structures, fields and texts
// are core/report's.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/report/report.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/io/picture_sheet.hpp"
#include "native_trainer/report/network_section.hpp"

namespace second_opinion {

struct ReportInput {
  std::array<ReportNetworkInput, kNetworkCount> networks;  // by NetworkId
  std::optional<ReportNetworkInput> nano;                  // a small network of the CNN's family
  Dataset train;
  Dataset test;
  double validation_fraction = 0.2;
  std::vector<ReportAblation> ablation;  // ablation_table.hpp
  ReportStudies studies;                 // report_studies.hpp
  int threads = 0;
};

struct ReportOutput {
  Report report;
  std::string json;  // the same as it is written to report.json
  GreySheet digits;
  GreySheet templates;
};

// The error says which input does not fit.
Result<ReportOutput, std::string> make_report(const ReportInput& input);

}  // namespace second_opinion
