// What a row of the sweep is worth, told in the structures of the report.
#include "native_trainer/studies/sweep/sweep_study.hpp"

#include <algorithm>

#include "native_trainer/studies/sweep/sweep_effects.hpp"
#include "native_trainer/studies/sweep/sweep_table.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kBest = 10;

SweptNetwork run_of(const SweepRow& row) {
  SweptNetwork out;
  out.run = row.run.number;
  out.optimizer = row.run.optimizer;
  out.loss = row.run.loss;
  out.learning_rate = row.run.learning_rate;
  out.channels = row.run.channels;
  out.convolutions = row.run.convolutions;
  out.dense = row.run.dense;
  out.seed = static_cast<int>(row.run.seed);
  out.parameters = static_cast<int>(row.parameters);
  out.multiply_adds = row.multiply_adds;
  out.state = row.ok() ? "ok" : "failed: " + row.failure;
  out.best_epoch = row.best_epoch;
  out.train_loss = row.train.loss;
  out.train_mse = row.train.mse;
  out.train_mae = row.train.mae;
  out.train_accuracy = row.train.accuracy;
  out.validation_loss = row.validation.loss;
  out.validation_mse = row.validation.mse;
  out.validation_mae = row.validation.mae;
  out.validation_accuracy = row.validation.accuracy;
  out.test_loss = row.test.loss;
  out.test_mse = row.test.mse;
  out.test_mae = row.test.mae;
  out.test_accuracy = row.test.accuracy;
  return out;
}

SweepWinner winner_of(const SweepRow& row, int test_images) {
  SweepWinner out{.name = run_name(row.run),
                  .test_errors = test_images,
                  .confusion = row.confusion,
                  .wrong = row.wrong,
                  .epochs = {}};
  for (std::size_t digit = 0; digit < kDigitCount; ++digit)
    out.test_errors -= row.confusion[digit][digit];
  for (const EpochRecord& epoch : row.epochs) {
    out.epochs.train_loss.push_back(epoch.train_loss);
    out.epochs.train_accuracy.push_back(epoch.train_accuracy);
    out.epochs.validation_loss.push_back(epoch.validation_loss);
    out.epochs.validation_accuracy.push_back(epoch.validation_accuracy);
  }
  return out;
}

void add_effects(std::span<const SweepRow> rows, SweepStudy& study) {
  for (const RateEffect& e : rate_effects(rows))
    study.effects.push_back(
        {e.loss, e.optimizer, e.learning_rate, e.runs, e.failed, e.best, e.median});
  for (const SizeEffect& s : size_effects(rows))
    study.sizes.push_back({s.channels, s.convolutions, s.dense, static_cast<int>(s.parameters),
                           s.multiply_adds, s.runs, s.best, s.mean, s.deviation, s.test_mean,
                           s.test_deviation});
}

}  // namespace

SweepStudy sweep_study(const SweepGrid& grid, const SweepData& data,
                       std::span<const SweepRow> rows) {
  SweepStudy study;
  study.name = grid.name;
  study.epochs = grid.epochs;
  study.batch = grid.batch;
  study.schedule = grid.schedule;
  study.training_images = data.training.size();
  study.validation_images = data.validation.size();
  study.test_images = data.test->size();
  study.dense_units = grid.dense_units;
  study.factors = {grid.optimizers,
                   grid.losses,
                   grid.learning_rates,
                   grid.channels,
                   grid.convolutions,
                   grid.dense,
                   {grid.seeds.begin(), grid.seeds.end()}};
  study.run_count = static_cast<int>(rows.size());
  for (const SweepRow& row : rows) {
    study.failed += !row.ok();
    study.guessing += row.ok() && row.validation.accuracy < kGuessing;
    study.runs.push_back(run_of(row));
  }
  const auto best = best_rows(rows);
  for (std::size_t i = 0; i < std::min(best.size(), kBest); ++i)
    study.best.push_back(run_of(*best[i]));
  if (!best.empty()) study.best_run = winner_of(*best.front(), data.test->size());
  add_effects(rows, study);
  study.pictures.entries = {{"optimizers", grid.name + "_optimizers.svg"},
                            {"sizes", grid.name + "_sizes.svg"}};
  return study;
}

}  // namespace second_opinion
