// What each ingredient of a recipe is worth: every changed recipe trained from
// several seeds, its errors counted on validation. Finished runs are kept.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/report/ablation_study.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/studies/ablation_plan.hpp"
#include "native_trainer/training/events.hpp"

namespace second_opinion {

struct AblationJob {
  std::vector<AblationEntry> entries;
  int seeds = 3;               // 0 … seeds - 1
  std::filesystem::path rows;  // folder of finished runs, NAME-sSEED.json: never trained again,
                               // refused when of something else
  int threads = 0;             // so many runs at once, one thread each; 0 = all cores
};

struct AblationErrors {
  int images = 0;
  std::vector<std::vector<int>> errors;  // [entry][seed]
};

// A run that has just been trained and kept.
struct AblationRunDone {
  std::string name;
  int seed = 0;
  int errors = 0;
  int finished = 0;  // runs so far, those of earlier times included …
  int runs = 0;      // … of so many
};
// Called by any of the threads, by one at a time.
using OnAblationRun = std::function<void(const AblationRunDone&)>;

// An error in words: a foreign row, a full disk, a training that failed, or "stopped".
Result<AblationErrors, std::string> run_ablation(const AblationJob& job, const Dataset& data,
                                                 const OnAblationRun& on_run = {},
                                                 const StopAsked& stop = {});

AblationStudy ablation_study(const AblationJob& job, const AblationErrors& errors);
// The file that `trainer report --ablation` reads (report/ablation_table.hpp).
std::string ablation_table(const AblationJob& job, const AblationErrors& errors);

// Floating-point operations of all runs that are wanted.
double ablation_operations(const AblationJob& job, int images);

}  // namespace second_opinion
