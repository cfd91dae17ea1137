// `trainer coverage`: which digits to hand to a person → a table (JSON).
#include "native_trainer/measure/coverage.hpp"

#include <cstdio>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string cnn = "weights/validation/cnn.weights";
  std::string transformer = "weights/validation/transformer.weights";
  std::string data;
  std::string out = "weights/studies/coverage.json";
  int threads = 0;
};

void print(const CoverageStudy& study) {
  for (const CoverageMeasure& measure : study.measures) {
    std::printf("%s: %d of %d wrong\n", measure.measure.c_str(), measure.wrong, study.images);
    for (const CoverageGoal& goal : measure.goals)
      std::printf(
          "  for %.2f %%: hand over %.2f %% (set on %.2f %%), %.3f %% of the rest right%s\n",
          100 * goal.target, 100 * goal.handed, 100 * goal.fitted_handed, 100 * goal.accuracy,
          goal.reached ? "" : ", out of reach");
  }
}

int run_coverage(const Options& options) {
  const auto train = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!train) return fail("coverage", train.error());
  std::array<std::vector<float>, 2> probabilities;
  Dataset digits;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string& path = i == 0 ? options.cnn : options.transformer;
    const auto file = load_weights(path);
    if (!file) return fail("coverage", file.error());
    JudgingPictures pictures = judging_pictures(file.value(), train.value());
    if (!pictures.unseen)
      return fail("coverage",
                  path + ": was trained with the held-out pictures; name a validation run's file");
    digits = std::move(pictures.held_out);
    probabilities[i] = predict(file.value(), digits, options.threads);
  }
  const CoverageStudy study = measure_coverage(probabilities[0], probabilities[1], digits.labels);
  print(study);
  if (const auto error = write_file(options.out, write_study(study)))
    return fail("coverage", *error);
  return kExitDone;
}

}  // namespace

void add_coverage_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "coverage", "Which digits to hand to a person so that nearly all others are read rightly");
  auto options = std::make_shared<Options>();
  command->add_option("--cnn", options->cnn, "The CNN's validation run")->capture_default_str();
  command->add_option("--transformer", options->transformer, "The transformer's validation run")
      ->capture_default_str();
  add_data_option(*command, options->data);
  command->add_option("--out", options->out, "The JSON file to write")->capture_default_str();
  add_threads_option(*command, options->threads);
  command->callback([options, &exit_code] { exit_code = run_coverage(*options); });
}

}  // namespace second_opinion
