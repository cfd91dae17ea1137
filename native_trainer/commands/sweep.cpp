// `trainer sweep GRID.json`: from the command line to a sweep and its files.
#include "native_trainer/studies/sweep/sweep.hpp"

#include <cstdio>

#include "native_trainer/commands/progress.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/commands/stop_request.hpp"
#include "native_trainer/studies/sweep/sweep_cost.hpp"
#include "native_trainer/studies/sweep/sweep_table.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string grid;
  std::string out;
  std::string data;
  int threads = 0;
  bool keep_weights = false;
  bool dry_run = false;
};

// MNIST's own sizes: an estimate needs no data.
SweepSize mnist_size(const SweepGrid& grid) {
  constexpr int kTrain = 60000, kTest = 10000;
  const Split split = split_indices(kTrain, grid.validation_fraction);
  const auto at_most = [](std::size_t count, int limit) {
    return limit > 0 ? std::min(static_cast<int>(count), limit) : static_cast<int>(count);
  };
  return {at_most(split.training.size(), grid.training_images),
          at_most(split.validation.size(), grid.validation_images), kTest};
}

int estimate(const SweepGrid& grid, int threads) {
  const std::vector<SweepRun> runs = sweep_runs(grid);
  const SweepSize size = mnist_size(grid);
  std::printf("%s: %zu runs, %d epochs each, %d training, %d validation and %d test images\n",
              grid.name.c_str(), runs.size(), grid.epochs, size.training_images,
              size.validation_images, size.test_images);
  std::printf("timing a few batches of every network …\n");
  std::fflush(stdout);
  const SweepEstimate estimate = estimate_sweep(grid, runs, size, threads);
  std::printf(
      "%.3g TFLOP, %.0f GFLOP/s: %s with the machine to itself, %s if it stays as busy as now\n",
      estimate.operations / 1e12, estimate.operations / estimate.seconds / 1e9,
      duration_text(estimate.seconds).c_str(), duration_text(estimate.seconds_now).c_str());
  return kExitDone;
}

void print_best(std::span<const SweepRow> rows) {
  const auto best = best_rows(rows);
  std::printf("best by validation accuracy:\n");
  for (std::size_t i = 0; i < std::min<std::size_t>(best.size(), 5); ++i)
    std::printf("  %-36s %8zu parameters  validation %.2f %%  test %.2f %%\n",
                run_name(best[i]->run).c_str(), best[i]->parameters,
                100 * best[i]->validation.accuracy, 100 * best[i]->test.accuracy);
  std::printf(
      "%zu of %zu runs finished, the others failed; each finished run looked at the test images "
      "once\n",
      best.size(), rows.size());
}

// Turns the events of a sweep into lines.
struct SweepPrinter {
  Progress& progress;

  void operator()(const SweepBegan& began) const {
    progress.line(std::to_string(began.runs) + " runs, " + std::to_string(began.finished) +
                  " of them finished before");
  }
  void operator()(const SweepRunDone& done) const {
    const SweepRow& row = done.row;
    char result[64];
    std::snprintf(result, sizeof result, "validation %.2f %%, best epoch %d",
                  100 * row.validation.accuracy, row.best_epoch);
    progress.line("[" + std::to_string(done.finished) + "/" + std::to_string(done.runs) + "] " +
                  run_name(row.run) + "  " + (row.ok() ? result : "failed: " + row.failure) + "  " +
                  duration_text(row.seconds) + ", " + duration_text(done.seconds_left) + " left");
  }
};

int sweep(const Options& options) {
  auto grid = read_sweep_grid(options.grid);
  if (!grid) return fail("sweep", grid.error());
  if (options.dry_run) return estimate(grid.value(), options.threads);
  if (options.out.empty())
    return fail_usage("sweep", "--out is needed: the folder for rows and tables");
  const auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!train) return fail("sweep", train.error());
  const auto test = load_mnist(data_folder(options.data), MnistSet::kTest);
  if (!test) return fail("sweep", test.error());
  const SweepJob job{std::move(grid).value(), options.out, options.threads, options.keep_weights};
  const auto data = prepare_sweep_data(job.grid, train.value(), test.value());
  if (!data) return fail("sweep", data.error());
  Progress progress;
  const StopRequest watch;
  const auto rows = run_sweep(
      job, data.value(),
      [&](const SweepEvent& event) { std::visit(SweepPrinter{progress}, event); },
      StopRequest::asked);
  if (!rows) return StopRequest::exit_code(fail("sweep", rows.error()));
  if (const auto error = write_sweep(job, data.value(), rows.value())) return fail("sweep", *error);
  print_best(rows.value());
  std::printf("wrote %s.csv, .xlsx, .json, .history.json, _optimizers.svg and _sizes.svg\n",
              (job.out / job.grid.name).c_str());
  return kExitDone;
}

}  // namespace

void add_sweep_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("sweep",
                                         "Train every network of a grid and tabulate them: CSV, "
                                         "Excel, JSON and plots; goes on where it was stopped");
  command->footer(
      "Runs that diverge are noted and skipped. Every finished run is kept in DIR/NAME.rows and "
      "never trained again; the same\n"
      "command goes on after a stop. The best epoch is that of the least validation loss, the best "
      "run that of the highest\n"
      "validation accuracy; the test columns are measured once per finished run and decide "
      "nothing.");
  auto options = std::make_shared<Options>();
  command
      ->add_option("grid", options->grid,
                   "The grid, such as native_trainer/recipes/sweep/scaled.json")
      ->required();
  command->add_option("--out", options->out, "Folder for the tables, such as weights/studies");
  add_data_option(*command, options->data);
  add_threads_option(*command, options->threads,
                     "Runs at once, one thread each (default: all cores); changes no result");
  command->add_flag("--keep-weights", options->keep_weights,
                    "Keep every run's best network as DIR/NAME.rows/RUN.weights");
  command->add_flag("--dry-run", options->dry_run,
                    "Train nothing; time a few batches and say how long it all would take");
  command->callback([options, &exit_code] { exit_code = sweep(*options); });
}

}  // namespace second_opinion
