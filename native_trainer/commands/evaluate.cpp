// `trainer evaluate`: how one weights file does on any IDX set.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/picture_convention.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string weights;
  std::string images;
  std::string labels;
  std::string json;
  int threads = 0;
  bool with_probabilities = false;
};

nlohmann::ordered_json evaluation_json(const Options& options, const Evaluation& result,
                                       std::span<const float> probabilities,
                                       const std::optional<OtherConvention>& other) {
  using Json = nlohmann::ordered_json;
  Json json{{"weights", options.weights},
            {"images", result.images},
            {"right", result.right},
            {"accuracy", result.accuracy},
            {"interval", {result.interval.low, result.interval.high}},
            {"loss", result.loss},
            {"ece", result.ece},
            {"errors", result.errors},
            {"confusion", result.confusion},
            {"looks", nullptr}};
  if (other) json["looks"] = other->name;
  if (!options.with_probabilities) return json;
  Json guesses = Json::array(), rows = Json::array();
  for (std::size_t first = 0; first < probabilities.size(); first += kDigitCount) {
    const auto row = probabilities.subspan(first, kDigitCount);
    guesses.push_back(guess(row));
    rows.push_back(std::vector<float>(row.begin(), row.end()));
  }
  json["predictions"] = std::move(guesses);
  json["probabilities"] = std::move(rows);
  return json;
}

void print_evaluation(const Evaluation& result) {
  std::printf("images      %d\n", result.images);
  std::printf("accuracy    %.4f %%  (95 %% interval %.2f to %.2f)\n", 100 * result.accuracy,
              100 * result.interval.low, 100 * result.interval.high);
  std::printf("errors      %zu\n", result.errors.size());
  std::printf("loss        %.6f\n", result.loss);
  std::printf("calibration %.4f %%  (expected calibration error)\n\n", 100 * result.ece);
  std::printf("truth \\ guess");
  for (int digit = 0; digit < kDigitCount; ++digit) std::printf("%6d", digit);
  std::printf("\n");
  for (int truth = 0; truth < kDigitCount; ++truth) {
    std::printf("%13d", truth);
    for (const int count : result.confusion[static_cast<std::size_t>(truth)])
      std::printf("%6d", count);
    std::printf("\n");
  }
}

int run_evaluate(const Options& options) {
  const auto file = load_weights(options.weights);
  if (!file) return fail("evaluate", file.error());
  const auto data = load_dataset(options.images, options.labels);
  if (!data) return fail("evaluate", data.error());
  const std::vector<float> probabilities = predict(file.value(), data.value(), options.threads);
  const Evaluation result = evaluate(probabilities, data.value().labels);
  print_evaluation(result);
  std::optional<OtherConvention> other;
  if (result.accuracy < kPoorAccuracy)
    other = other_convention(file.value(), data.value(), options.threads);
  if (other) complain("evaluate", options.images + ": " + describe(*other));
  if (options.json.empty()) return kExitDone;
  if (const auto error = write_file(
          options.json, evaluation_json(options, result, probabilities, other).dump() + "\n"))
    return fail("evaluate", *error);
  return kExitDone;
}

}  // namespace

void add_evaluate_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "evaluate", "Accuracy, loss, confusion and calibration of a weights file on any IDX set");
  auto options = std::make_shared<Options>();
  command->add_option("--weights", options->weights, "The weights file")->required();
  command->add_option("--images", options->images, "IDX images, plain or gzip")->required();
  command->add_option("--labels", options->labels, "IDX labels, plain or gzip")->required();
  command->add_option("--json", options->json, "Write everything to this file as JSON, too");
  command->add_flag("--probabilities", options->with_probabilities,
                    "With --json: every picture's guess and ten probabilities, too");
  add_threads_option(*command, options->threads);
  command->callback([options, &exit_code] { exit_code = run_evaluate(*options); });
}

}  // namespace second_opinion
