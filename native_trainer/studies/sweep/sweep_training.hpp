// One run of a sweep from its recipe to its row: trained on the training part,
// chosen by epoch on validation, measured on all three sets. Reads and writes no file.
#pragma once

#include <optional>

#include "core/learning/training/split.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/studies/sweep/sweep_row.hpp"
#include "native_trainer/training/events.hpp"

namespace second_opinion {

// What all runs of a sweep share, made once.
struct SweepData {
  const Dataset* train = nullptr;  // all of MNIST's training images
  const Dataset* test = nullptr;
  Split split;       // the runs' images among them
  Dataset training;  // the same as datasets, for measuring
  Dataset validation;
};

// Keeps pointers to both sets. The error says when no images are left to train on or to validate
// with.
Result<SweepData, std::string> prepare_sweep_data(const SweepGrid& grid, const Dataset& train,
                                                  const Dataset& test);

struct SweepResult {
  SweepRow row;
  std::optional<WeightsFile> weights;  // of the best epoch; none when the run failed
};

// One thread. Nothing when it was asked to stop. The test images are looked at
// once, at the end, and only when the run did not fail.
std::optional<SweepResult> train_sweep_run(const SweepGrid& grid, const SweepRun& run,
                                           const SweepData& data, const StopAsked& stop = {});

}  // namespace second_opinion
