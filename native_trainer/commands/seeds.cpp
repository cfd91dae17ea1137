// `trainer seeds`: the same training with several seeds on the test set, as one
// table. What is computed stands in native_trainer/measure/seed_study.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/io/checksum.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/measure/seed_study.hpp"
#include "native_trainer/measure/test_looks.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kMaxLogBytes = 1u << 20;

struct Options {
  std::string images;
  std::string labels;
  std::string data;                     // the training set, for validation runs
  std::vector<std::string> weights;     // NAME=FILE, FILE, …: the options' words cut at commas
  std::vector<std::string> validation;  // likewise
  std::string out;
  std::string log;
  std::string date;
  int threads = 0;
};

Result<SeedRun, std::string> load_run(const std::filesystem::path& path) {
  auto file = load_weights(path);
  if (!file) return Failure{file.error()};
  std::error_code error;
  const auto bytes = static_cast<std::size_t>(std::filesystem::file_size(path, error));
  const auto checksum = crc32_of_file(path);
  if (!checksum) return Failure{checksum.error()};
  return SeedRun{std::move(file).value(), path.filename().string(), bytes, checksum.value(), {}};
}

// Adds the files of all `NAME=FILE,FILE…` to their groups, `runs` saying to which of a group's
// lists. The words come without their commas: a word with a name begins a group, the others follow.
std::optional<std::string> add_runs(const std::vector<std::string>& words,
                                    std::vector<SeedRun> SeedGroup::*runs,
                                    std::vector<SeedGroup>& groups) {
  auto group = groups.end();
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == 0 || (equals == std::string::npos && group == groups.end()))
      return "\"" + word + "\" must be NAME=FILE,FILE…, such as cnn=a.weights,b.weights";
    if (equals != std::string::npos) {
      const std::string name = word.substr(0, equals);
      group = std::find_if(groups.begin(), groups.end(),
                           [&](const SeedGroup& g) { return g.name == name; });
      if (group == groups.end()) group = groups.insert(groups.end(), SeedGroup{name, {}, {}});
    }
    auto run = load_run(equals == std::string::npos ? word : word.substr(equals + 1));
    if (!run) return run.error();
    ((*group).*runs).push_back(std::move(run).value());
  }
  return std::nullopt;
}

Result<std::vector<SeedGroup>, std::string> load_groups(const Options& options) {
  std::vector<SeedGroup> groups;
  if (auto error = add_runs(options.weights, &SeedGroup::runs, groups)) return Failure{*error};
  if (auto error = add_runs(options.validation, &SeedGroup::validation, groups))
    return Failure{*error};
  for (const SeedGroup& group : groups)
    if (auto error = seed_group_fault(group)) return Failure{*error};
  return groups;
}

std::string today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

std::vector<TestLook> looks_at(const std::vector<SeedGroup>& groups, const SeedStudy& study) {
  std::vector<TestLook> looks;
  for (const SeedGroup& group : groups) {
    const SeedNetwork& network = *study.networks.find(group.name);
    for (std::size_t i = 0; i < group.runs.size(); ++i)
      looks.push_back({group.runs[i].name, network.recipe, group.runs[i].checksum,
                       network.seeds[i].seed, network.seeds[i].errors});
  }
  return looks;
}

void print_groups(const SeedStudy& study) {
  for (const auto& [name, group] : study.networks.entries) {
    std::printf("%s: %.3f ± %.3f %% over %d seeds (errors", name.c_str(), 100 * group.mean,
                100 * group.deviation, group.runs);
    for (const SeedRow& row : group.seeds) std::printf(" %d", row.errors);
    std::printf("), shipped %.2f %%, interval %.2f to %.2f\n", 100 * group.shipped.accuracy,
                100 * group.shipped.interval.low, 100 * group.shipped.interval.high);
  }
}

// Prints the log's new rows and, with --log, writes them there.
std::optional<std::string> log_groups(const Options& options, const std::vector<TestLook>& looks) {
  const std::string date = options.date.empty() ? today() : options.date;
  if (options.log.empty()) {
    std::printf("rows for the log of test looks:\n");
    for (const TestLook& look : looks) std::printf("%s\n", look_row(look, date, 1).c_str());
    return std::nullopt;
  }
  const auto bytes = read_file(options.log, kMaxLogBytes);
  if (!bytes) return bytes.error();
  const std::string text(bytes.value().begin(), bytes.value().end());
  const auto logged = log_looks(text, looks, date);
  if (!logged) return options.log + ": " + logged.error();
  for (const std::string& row : logged.value().rows) std::printf("logged %s\n", row.c_str());
  return logged.value().rows.empty() ? std::nullopt : write_file(options.log, logged.value().text);
}

int run_seeds(const Options& options) {
  auto groups = load_groups(options);
  if (!groups) return fail("seeds", groups.error());
  const auto data = load_dataset(options.images, options.labels);
  if (!data) return fail("seeds", data.error());
  const auto score = [&](SeedRun& run, const Dataset& pictures) {
    run.score = evaluate(predict(run.file, pictures, options.threads), pictures.labels);
  };
  for (SeedGroup& group : groups.value())
    for (SeedRun& run : group.runs) score(run, data.value());
  if (!options.validation.empty()) {
    const auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
    if (!train) return fail("seeds", train.error());
    for (SeedGroup& group : groups.value())
      for (SeedRun& run : group.validation)
        score(run, judging_pictures(run.file, train.value()).held_out);
  }
  const auto study = seed_study(groups.value(), data.value().size());
  if (const auto error = write_file(options.out, write_study(study))) return fail("seeds", *error);
  print_groups(study);
  std::printf("wrote %s\n", options.out.c_str());
  if (const auto error = log_groups(options, looks_at(groups.value(), study)))
    return fail("seeds", *error);
  return kExitDone;
}

}  // namespace

void add_seeds_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("seeds",
                                         "One training with several seeds on the test set: every "
                                         "run, mean and deviation; each file is one look");
  auto options = std::make_shared<Options>();
  command->add_option("--images", options->images, "IDX images of the test set, plain or gzip")
      ->required();
  command->add_option("--labels", options->labels, "IDX labels of the test set, plain or gzip")
      ->required();
  add_list(*command, "--weights", options->weights,
           "NAME=FILE,FILE…: runs on all pictures (--full), one file per seed, the one "
           "that ships first; once per network")
      ->required();
  add_list(*command, "--validation", options->validation,
           "NAME=FILE,FILE…: runs of the same recipe that held pictures out, measured on "
           "those");
  add_data_option(*command, options->data);
  command
      ->add_option("--out", options->out, "The table to write, such as weights/studies/seeds.json")
      ->required();
  command->add_option(
      "--log", options->log,
      "Add the looks to this log (weights/test_looks.md); otherwise they are printed");
  command->add_option("--date", options->date, "The looks' date, YYYY-MM-DD (default: today)");
  add_threads_option(*command, options->threads);
  command->callback([options, &exit_code] { exit_code = run_seeds(*options); });
}

}  // namespace second_opinion
