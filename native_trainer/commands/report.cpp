// `trainer report`: reads weights, data and histories, writes report.json and
// its picture sheets beside it. What is measured stands in native_trainer/report/report.
#include "native_trainer/report/report.hpp"

#include <cstdio>
#include <memory>

#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/report/ablation_table.hpp"
#include "native_trainer/report/report_studies.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kMaxJsonBytes = 16u << 20;

struct Options {
  std::string data;
  std::array<std::string, kNetworkCount> weights;
  std::array<std::string, kNetworkCount> validation;
  std::string nano;
  std::string nano_validation;
  std::string ablation;
  std::string studies;
  std::string out = "weights/report.json";
  int threads = 0;
};

// The history file that `trainer train` wrote beside the weights.
Result<std::vector<unsigned char>, std::string> load_history(const std::string& weights) {
  return read_file(std::filesystem::path(weights).replace_extension(".history.json"),
                   kMaxJsonBytes);
}

// The history that `trainer train` wrote beside the validation run's weights belongs to it.
Result<ReportNetworkInput, std::string> load_network(const std::string& weights,
                                                     const std::string& validation) {
  auto shipped = load_weights(weights);
  if (!shipped) return Failure{shipped.error()};
  ReportNetworkInput input;
  std::error_code error;
  input.bytes = static_cast<std::size_t>(std::filesystem::file_size(weights, error));
  input.file_name = std::filesystem::path(weights).filename().string();
  const auto shipped_history = load_history(weights);
  if (shipped_history) input.train_minutes = trained_minutes(shipped_history.value());
  input.shipped = std::move(shipped.value());
  if (validation.empty()) return input;
  auto run = load_weights(validation);
  if (!run) return Failure{run.error()};
  input.validation_run = std::move(run.value());
  const auto bytes = load_history(validation);
  if (!bytes) return Failure{bytes.error()};
  auto history = read_history(bytes.value());
  if (!history) return Failure{validation + ": " + history.error()};
  input.history = std::move(history.value());
  return input;
}

Result<ReportInput, std::string> load_input(const Options& options) {
  ReportInput input;
  input.threads = options.threads;
  for (std::size_t i = 0; i < kNetworkCount; ++i) {
    auto network = load_network(options.weights[i], options.validation[i]);
    if (!network) return Failure{network.error()};
    input.networks[i] = std::move(network.value());
  }
  auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!train) return Failure{train.error()};
  auto test = load_mnist(data_folder(options.data), MnistSet::kTest);
  if (!test) return Failure{test.error()};
  input.train = std::move(train.value());
  input.test = std::move(test.value());
  if (!options.nano.empty()) {
    auto nano = load_network(options.nano, options.nano_validation);
    if (!nano) return Failure{nano.error()};
    input.nano = std::move(nano.value());
  }
  if (!options.studies.empty()) {
    auto studies = read_studies(options.studies);
    if (!studies) return Failure{studies.error()};
    input.studies = std::move(studies.value());
  }
  if (options.ablation.empty()) return input;
  const auto bytes = read_file(options.ablation, kMaxJsonBytes);
  if (!bytes) return Failure{bytes.error()};
  auto ablation = read_ablation_table(bytes.value());
  if (!ablation) return Failure{options.ablation + ": " + ablation.error()};
  input.ablation = std::move(ablation.value());
  return input;
}

// Sheets first: a report never names pictures that are not there.
std::optional<std::string> write_files(const std::filesystem::path& out,
                                       const ReportOutput& report) {
  for (const auto& [name, sheet] :
       {std::pair{"digits.png", &report.digits}, std::pair{"templates.png", &report.templates}}) {
    const auto png = encode_png(*sheet);
    if (!png) return std::string(name) + ": " + png.error();
    if (auto error = write_file(out.parent_path() / name, png.value())) return error;
    std::printf("wrote %s: %d pictures, %zu bytes\n", (out.parent_path() / name).c_str(),
                sheet->count, png.value().size());
  }
  if (auto error = write_file(out, report.json)) return error;
  std::printf("wrote %s: %zu bytes\n", out.c_str(), report.json.size());
  return std::nullopt;
}

int run_report(const Options& options) {
  const auto input = load_input(options);
  if (!input) return fail("report", input.error());
  const auto report = make_report(input.value());
  if (!report) return fail("report", report.error());
  if (const auto error = write_files(options.out, report.value())) return fail("report", *error);
  return kExitDone;
}

}  // namespace

void add_report_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "report", "Measure everything the article shows: report.json and its picture sheets");
  auto options = std::make_shared<Options>();
  add_data_option(*command, options->data);
  for (std::size_t i = 0; i < kNetworkCount; ++i) {
    const std::string name(kNetworkKeys[i]);
    command->add_option("--" + name, options->weights[i], "Shipped weights, trained on everything")
        ->required();
    command->add_option(
        "--" + name + "-validation", options->validation[i],
        "Weights of the run without the held-out fifth; its history lies beside it");
  }
  auto* nano = command->add_option("--nano", options->nano,
                                   "A nano network's shipped weights, shown beside the four");
  command
      ->add_option("--nano-validation", options->nano_validation,
                   "Its run without the held-out fifth")
      ->needs(nano);
  command->add_option("--studies", options->studies,
                      "Folder of studies (weights/studies), each a NAME.json, put into the report");
  command->add_option("--ablation", options->ablation,
                      "JSON array of measured runs: network, change, images, errors per seed");
  command->add_option("--out", options->out, "Where to write; the sheets go beside it")
      ->capture_default_str();
  add_threads_option(*command, options->threads);
  command->callback([options, &exit_code] { exit_code = run_report(*options); });
}

}  // namespace second_opinion
