// A grid of tiny networks and made-up rows, for tests of the sweep.
#pragma once

#include "native_trainer/studies/sweep/sweep_row.hpp"

namespace second_opinion::testing {

// 2 · 2 · 1 · 1 · 1 · 2 runs on a handful of images.
inline constexpr const char* kSmallGrid = R"({
  "name": "tiny", "description": "for tests", "epochs": 2, "batch": 10, "dense_units": 20,
  "training_images": 40, "validation_images": 10,
  "factors": {"optimizer": ["adam", "sgd"], "loss": ["mse", "cross_entropy"],
              "learning_rate": [0.01], "channels": [1], "convolutions": [2], "dense": [0, 1]}})";

inline SweepGrid small_grid() {
  return parse_sweep_grid(kSmallGrid).value();
}

// Rows that nothing was trained for: accuracies rise with the run's number; the third failed.
inline std::vector<SweepRow> made_up_rows(const SweepGrid& grid) {
  std::vector<SweepRow> rows;
  for (const SweepRun& run : sweep_runs(grid)) {
    SweepRow row;
    row.run = run;
    row.parameters = 1000 + 500 * static_cast<std::size_t>(run.dense);
    row.multiply_adds = 20000;
    if (run.number == 3) {
      row.failure = "the loss, \"mse\", was not a finite number";
    } else {
      row.best_epoch = 2;
      row.train = {0.1, 0.01, 0.02, 0.95};
      row.validation = {0.2, 0.015, 0.03, 0.9 + 0.01 * run.number};
      row.test = {0.3, 0.02, 0.04, 0.91};
      row.epochs = {{.epoch = 1, .validation_loss = 0.3}, {.epoch = 2, .validation_loss = 0.2}};
      row.confusion[3][5] = 2;
      row.wrong = {4, 7};
    }
    row.seconds = 1.5;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace second_opinion::testing
