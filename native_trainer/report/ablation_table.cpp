// Counts of errors become accuracies, with their spread over the seeds.
#include "native_trainer/report/ablation_table.hpp"

#include <cmath>

#include "core/json/json_reader.hpp"
#include "native_trainer/measure/report_facts.hpp"

namespace second_opinion {
namespace {

ReportAblation read_run(JsonReader json) {
  ReportAblation run;
  run.network = json.text("network", 200);
  run.change = json.text("change", 1000);
  run.images = json.integer("images", 1, static_cast<int>(kMostImages));
  run.errors = json.integers("errors", 1, 1000, 0, run.images);
  run.seeds = static_cast<int>(run.errors.size());
  json.finish();
  return run;
}

void summarize(ReportAblation& run) {
  double squares = 0;
  int errors = 0;
  for (const int count : run.errors) {
    run.accuracy += (1.0 - static_cast<double>(count) / run.images) / run.seeds;
    errors += count;
  }
  for (const int count : run.errors)
    squares += std::pow(1.0 - static_cast<double>(count) / run.images - run.accuracy, 2);
  if (run.seeds > 1) run.deviation = std::sqrt(squares / (run.seeds - 1));
  // All runs were judged on the same pictures, which three runs do not make three times as many.
  const int mean = static_cast<int>(std::lround(static_cast<double>(errors) / run.seeds));
  run.interval = report_interval(wilson_interval(run.images - mean, run.images));
}

}  // namespace

Result<std::vector<ReportAblation>, std::string> read_ablation_table(
    std::span<const unsigned char> json) {
  const auto document = parse_json({reinterpret_cast<const char*>(json.data()), json.size()});
  if (!document.is_array()) return Failure{std::string("must hold a JSON array of runs")};
  std::vector<ReportAblation> runs;
  std::string error;
  for (const auto& value : document)
    runs.push_back(read_run(JsonReader(value, "run " + std::to_string(runs.size() + 1), error)));
  if (!error.empty()) return Failure{error};
  for (ReportAblation& run : runs) summarize(run);
  return runs;
}

}  // namespace second_opinion
