// Seeds are paired: the same seed means the same order of images, so that
// differences vary less than the errors themselves.
#include "native_trainer/studies/ablation_study.hpp"

#include <mutex>

#include "core/json/json_reader.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/statistics.hpp"
#include "native_trainer/studies/study_training.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kPending = -1;

struct Runs {
  const AblationJob& job;
  const Dataset& data;
  const std::string data_sum;
  const OnAblationRun& on_run;
  const StopAsked& stop;
  AblationErrors result;
  std::mutex mutex;  // guards the results and what stands below
  std::string error;
  int finished = 0;
};

std::filesystem::path run_path(const Runs& runs, std::size_t entry, int seed) {
  return runs.job.rows / (runs.job.entries[entry].name + "-s" + std::to_string(seed) + ".json");
}

std::string identity_of(const Runs& runs, std::size_t entry, int seed) {
  return runs.job.entries[entry].recipe.text + " seed " + std::to_string(seed) + " data " +
         runs.data_sum;
}

// The errors of an earlier run, kPending when there was none.
Result<int, std::string> load_run(const Runs& runs, std::size_t entry, int seed) {
  const auto path = run_path(runs, entry, seed);
  std::error_code code;
  if (!std::filesystem::exists(path, code)) return kPending;
  const auto bytes = read_file(path, 1u << 20);
  if (!bytes) return Failure{bytes.error()};
  const auto document =
      nlohmann::json::parse(bytes.value().begin(), bytes.value().end(), nullptr, false);
  std::string error;
  JsonReader json(document, path.string(), error);
  const std::string identity = json.text("identity");
  const int errors = json.integer("errors", 0, 1000000);
  json.finish();
  if (error.empty() && identity != identity_of(runs, entry, seed))
    error = path.string() + ": is of another recipe or other data";
  if (!error.empty())
    return Failure{error + "; remove " + runs.job.rows.string() + " to begin anew"};
  return errors;
}

int errors_of(TrainingLoop& loop, const Network& network) {
  const std::vector<float> logits = loop.validation_logits(network);
  int errors = 0;
  for (std::size_t i = 0; i < loop.validation().labels.size(); ++i)
    errors += guess(std::span(logits).subspan(i * kDigitCount, kDigitCount)) !=
              loop.validation().labels[i];
  return errors;
}

// The errors of the network that would ship, or why there is none.
Result<int, std::string> train(const Runs& runs, std::size_t entry, int seed) {
  Recipe recipe = runs.job.entries[entry].recipe;
  recipe.seed = static_cast<std::uint64_t>(seed);
  ThreadPool pool(1);
  const Split split = split_indices(runs.data.size(), recipe.validation_fraction);
  int errors = kPending;
  const StudyTraining trained =
      train_for_study(recipe, runs.data, split, pool, runs.stop, [&](TrainingLoop& loop) {
        if (loop.finished()) errors = errors_of(loop, loop.result());
      });
  if (trained.stopped) return Failure{std::string("stopped")};
  if (!trained.failure.empty())
    return Failure{runs.job.entries[entry].name + ": " + trained.failure};
  return errors;
}

void work(Runs& runs, std::size_t entry, int seed) {
  int& place = runs.result.errors[entry][static_cast<std::size_t>(seed)];
  {
    const std::lock_guard lock(runs.mutex);
    if (place != kPending || !runs.error.empty()) return;
  }
  const auto errors = train(runs, entry, seed);
  std::optional<std::string> error;
  if (!errors)
    error = errors.error();
  else
    error = write_file(
        run_path(runs, entry, seed),
        Json{{"identity", identity_of(runs, entry, seed)}, {"errors", errors.value()}}.dump() +
            "\n");
  const std::lock_guard lock(runs.mutex);
  if (error && runs.error.empty()) runs.error = *error;
  if (error) return;
  place = errors.value();
  ++runs.finished;
  if (runs.on_run)
    runs.on_run({runs.job.entries[entry].name, seed, place, runs.finished,
                 static_cast<int>(runs.job.entries.size()) * runs.job.seeds});
}

double run_operations(const Recipe& recipe, int images) {
  const double training = images * (1 - recipe.validation_fraction);
  const double used =
      recipe.training_images > 0 ? std::min<double>(recipe.training_images, training) : training;
  const double validation = images * recipe.validation_fraction;
  return 2 * multiply_adds(Network::zeros(recipe.network)) * recipe.epochs *
         (3 * used + validation);
}

}  // namespace

Result<AblationErrors, std::string> run_ablation(const AblationJob& job, const Dataset& data,
                                                 const OnAblationRun& on_run,
                                                 const StopAsked& stop) {
  Runs runs{.job = job,
            .data = data,
            .data_sum = std::to_string(data_checksum(data)),
            .on_run = on_run,
            .stop = stop,
            .result = {},
            .mutex = {},
            .error = {}};
  std::vector<double> costs;
  for (std::size_t entry = 0; entry < job.entries.size(); ++entry) {
    runs.result.errors.emplace_back();
    for (int seed = 0; seed < job.seeds; ++seed) {
      const auto errors = load_run(runs, entry, seed);
      if (!errors) return Failure{errors.error()};
      runs.result.errors[entry].push_back(errors.value());
      runs.finished += errors.value() != kPending;
      costs.push_back(run_operations(job.entries[entry].recipe, data.size()));
    }
  }
  const double fraction = job.entries.empty() ? 0 : job.entries.front().recipe.validation_fraction;
  runs.result.images = static_cast<int>(split_indices(data.size(), fraction).validation.size());
  run_many(job.threads, costs, stop, [&](int task) {
    work(runs, static_cast<std::size_t>(task / job.seeds), task % job.seeds);
  });
  if (runs.error.empty() && stop_asked(stop)) runs.error = "stopped";
  if (!runs.error.empty())
    return Failure{runs.error + "; finished runs are kept in " + job.rows.string()};
  return std::move(runs.result);
}

AblationStudy ablation_study(const AblationJob& job, const AblationErrors& errors) {
  AblationStudy study{.seeds = job.seeds, .images = errors.images, .rows = {}};
  for (std::size_t i = 0; i < job.entries.size(); ++i) {
    const AblationEntry& entry = job.entries[i];
    std::vector<double> counts(errors.errors[i].begin(), errors.errors[i].end()), differences;
    for (std::size_t seed = 0; seed < counts.size(); ++seed)
      differences.push_back(counts[seed] - errors.errors[entry.base][seed]);
    const Spread count = spread_of(counts), difference = spread_of(differences);
    study.rows.push_back(
        {.network = std::string(family_name(entry.recipe.network.family)),
         .name = entry.name,
         .change = entry.change,
         .training_images = entry.recipe.training_images,
         .epochs = entry.recipe.epochs,
         .parameters = static_cast<int>(parameter_total(Network::zeros(entry.recipe.network))),
         .errors = errors.errors[i],
         .errors_mean = count.mean,
         .accuracy = 1 - count.mean / errors.images,
         .deviation = count.deviation / errors.images,
         .difference = difference.mean,
         .difference_deviation = difference.deviation});
  }
  return study;
}

std::string ablation_table(const AblationJob& job, const AblationErrors& errors) {
  Json table = Json::array();
  for (std::size_t i = 0; i < job.entries.size(); ++i)
    table.push_back({{"network", family_name(job.entries[i].recipe.network.family)},
                     {"change", job.entries[i].change},
                     {"images", errors.images},
                     {"errors", errors.errors[i]}});
  return table.dump(1) + "\n";
}

double ablation_operations(const AblationJob& job, int images) {
  double sum = 0;
  for (const AblationEntry& entry : job.entries)
    sum += job.seeds * run_operations(entry.recipe, images);
  return sum;
}

}  // namespace second_opinion
