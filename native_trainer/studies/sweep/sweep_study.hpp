// A sweep as the article's JSON.
//
// Schema 1. Accuracies are fractions; a value that was not measured is null.
//   schema   1
//   name, epochs, batch, schedule, training_images, validation_images, test_images, dense_units
//   factors  {optimizer[], loss[], learning_rate[], channels[], convolutions[], dense[], seed[]}
//   runs, failed, guessing: how many runs; failed; finished below 20 % on validation
//   columns[], rows[][]: the whole table, row by row, in grid order
//   best[]   the ten best by validation accuracy, then validation MSE; one object per run, keys as
//   in columns winner   {name, test_errors, confusion[10][10] (rows = truth), wrong[]: test images,
//   ascending; epochs{…[]}} | null effects  [{loss, optimizer, learning_rate, runs, failed, best,
//   median}] of validation accuracy sizes    [{channels, convolutions, dense, parameters,
//   multiply_adds, runs, best, mean, deviation, test_mean, test_deviation}] pictures {optimizers,
//   sizes}: SVG files beside this one
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "native_trainer/studies/sweep/sweep_training.hpp"

namespace second_opinion {

nlohmann::ordered_json sweep_study(const SweepGrid& grid, const SweepData& data,
                                   std::span<const SweepRow> rows);

}  // namespace second_opinion
