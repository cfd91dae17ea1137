// Runs do not depend on each other: whichever ends first, the rows stand in grid order at the end
// and hold the same values.
#include "native_trainer/studies/sweep/sweep.hpp"

#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/report/report_file.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/studies/study_training.hpp"
#include "native_trainer/studies/sweep/sweep_cost.hpp"
#include "native_trainer/studies/sweep/sweep_heat_map.hpp"
#include "native_trainer/studies/sweep/sweep_size_plot.hpp"
#include "native_trainer/studies/sweep/sweep_study.hpp"
#include "native_trainer/studies/sweep/sweep_table.hpp"
#include "native_trainer/studies/sweep/sweep_workbook.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kMaxRowBytes = 4u << 20;

std::string identity_of(const SweepGrid& grid, const SweepData& data) {
  return grid.text + " train " + std::to_string(data_checksum(*data.train)) + " test " +
         std::to_string(data_checksum(*data.test));
}

std::filesystem::path rows_folder(const SweepJob& job) {
  return job.out / (job.grid.name + ".rows");
}

std::filesystem::path row_path(const SweepJob& job, const SweepRun& run, const char* extension) {
  return rows_folder(job) / (run_name(run) + extension);
}

// What the sweep is at, shared by the threads that work at it.
struct Sweep {
  const SweepJob& job;
  const SweepData& data;
  const std::string identity;
  const std::vector<SweepRun> runs;
  const std::vector<double> costs;
  const SweepListener& listener;
  const StopAsked& stop;
  std::vector<std::optional<SweepRow>> rows;
  std::mutex mutex;  // guards what stands below
  std::string error;
  std::size_t finished = 0;
  double cost_left = 0, cost_done = 0;
  std::chrono::steady_clock::time_point start{};
};

// The rows of an earlier sweep, or why they cannot be used.
std::optional<std::string> load_rows(Sweep& sweep) {
  for (std::size_t i = 0; i < sweep.runs.size(); ++i) {
    const auto path = row_path(sweep.job, sweep.runs[i], ".json");
    std::error_code code;
    if (!std::filesystem::exists(path, code)) continue;
    const auto bytes = read_file(path, kMaxRowBytes);
    if (!bytes) return bytes.error();
    auto row = decode_sweep_row(
        {reinterpret_cast<const char*>(bytes.value().data()), bytes.value().size()}, sweep.identity,
        sweep.runs[i]);
    if (!row)
      return path.string() + ": " + row.error() + "; give another --out, or remove " +
             rows_folder(sweep.job).string();
    // Weights that are asked for now and were not kept then must be trained again.
    const bool weights_missing =
        sweep.job.keep_weights && row.value().ok() &&
        !std::filesystem::exists(row_path(sweep.job, sweep.runs[i], ".weights"), code);
    if (!weights_missing) sweep.rows[i] = std::move(row).value();
  }
  return std::nullopt;
}

// The weights first: a row says that its run is finished.
std::optional<std::string> save(const Sweep& sweep, const SweepResult& result) {
  if (sweep.job.keep_weights && result.weights) {
    const auto bytes = encode_weights(*result.weights, Storage::kFloat16);
    if (auto error = write_file(row_path(sweep.job, result.row.run, ".weights"), bytes))
      return error;
  }
  return write_file(row_path(sweep.job, result.row.run, ".json"),
                    encode_sweep_row(result.row, sweep.identity));
}

void tell(Sweep& sweep, const SweepRow& row, double cost) {
  ++sweep.finished;
  sweep.cost_done += cost;
  sweep.cost_left -= cost;
  if (!sweep.listener) return;
  const double spent =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - sweep.start).count();
  const double left = sweep.cost_done > 0 ? spent * sweep.cost_left / sweep.cost_done : 0;
  sweep.listener(SweepRunDone{row, sweep.finished, sweep.runs.size(), left});
}

void work(Sweep& sweep, int index) {
  const auto place = static_cast<std::size_t>(index);
  {
    const std::lock_guard lock(sweep.mutex);
    if (sweep.rows[place] || !sweep.error.empty()) return;
  }
  auto result = train_sweep_run(sweep.job.grid, sweep.runs[place], sweep.data, sweep.stop);
  if (!result) return;
  const auto error = save(sweep, *result);
  const std::lock_guard lock(sweep.mutex);
  if (error && sweep.error.empty()) sweep.error = *error;
  tell(sweep, result->row, sweep.costs[place]);
  sweep.rows[place] = std::move(result->row);
}

nlohmann::ordered_json history_of(std::span<const SweepRow> rows) {
  nlohmann::ordered_json runs = nlohmann::ordered_json::object();
  double sum = 0;
  for (const SweepRow& row : rows) {
    runs[run_name(row.run)] = row.seconds;
    sum += row.seconds;
  }
  return {{"thread_seconds", sum}, {"seconds", runs}};
}

}  // namespace

Result<std::vector<SweepRow>, std::string> run_sweep(const SweepJob& job, const SweepData& data,
                                                     const SweepListener& listener,
                                                     const StopAsked& stop) {
  const std::vector<SweepRun> runs = sweep_runs(job.grid);
  const SweepSize size{data.training.size(), data.validation.size(), data.test->size()};
  Sweep sweep{.job = job,
              .data = data,
              .identity = identity_of(job.grid, data),
              .runs = runs,
              .costs = run_costs(job.grid, runs, size),
              .listener = listener,
              .stop = stop,
              .rows = std::vector<std::optional<SweepRow>>(runs.size()),
              .mutex = {},
              .error = {},
              .start = std::chrono::steady_clock::now()};
  if (const auto error = load_rows(sweep)) return Failure{*error};
  if (const auto error = check_writable(job.out / (job.grid.name + ".json")))
    return Failure{*error};
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (sweep.rows[i])
      ++sweep.finished;
    else
      sweep.cost_left += sweep.costs[i];
  }
  if (listener) listener(SweepBegan{runs.size(), sweep.finished});
  run_many(job.threads, sweep.costs, stop, [&](int index) { work(sweep, index); });
  if (!sweep.error.empty())
    return Failure{sweep.error + "; finished runs are kept, the same command goes on"};
  std::vector<SweepRow> rows;
  for (std::optional<SweepRow>& row : sweep.rows) {
    if (!row)
      return Failure{"stopped; finished runs are kept in " + rows_folder(job).string() +
                     ", the same command goes on"};
    rows.push_back(std::move(*row));
  }
  return rows;
}

std::optional<std::string> write_sweep(const SweepJob& job, const SweepData& data,
                                       std::span<const SweepRow> rows) {
  const auto path = [&](const std::string& ending) { return job.out / (job.grid.name + ending); };
  if (auto error = write_file(path(".csv"), sweep_csv(rows))) return error;
  if (auto error = write_sweep_workbook(path(".xlsx"), rows)) return error;
  if (auto error = write_file(path("_optimizers.svg"), optimizers_svg(rate_effects(rows))))
    return error;
  if (auto error = write_file(path("_sizes.svg"), sizes_svg(rows, job.grid.seeds.size() > 1)))
    return error;
  if (auto error = write_file(path(".history.json"), history_of(rows).dump(1) + "\n")) return error;
  // Last: the study never names pictures that are not there.
  return write_file(path(".json"), write_study(sweep_study(job.grid, data, rows), -1));
}

}  // namespace second_opinion
