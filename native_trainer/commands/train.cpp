// `trainer train RECIPE.json`: from the command line to a TrainingJob.
#include <cstdio>

#include "native_trainer/commands/commands.hpp"
#include "native_trainer/commands/split_options.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/training/training_run.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string recipe;
  std::string data;
  std::string out;
  std::string bank;
  std::optional<SplitKind> split;
  std::string writers;
  std::optional<std::uint64_t> seed;
  std::optional<int> epochs;
  int threads = 0;
  bool full = false;
  bool resume = false;
  std::optional<double> temperature;
  std::string temperature_from;
};

int fail(int code, const std::string& message) {
  std::fprintf(stderr, "trainer train: %s\n", message.c_str());
  return code;
}

int train(const Options& options) {
  const bool has_temperature = options.temperature || !options.temperature_from.empty();
  if (has_temperature && !options.full)
    return fail(kExitUsage,
                "--temperature and --temperature-from belong to --full; otherwise it is fitted on "
                "the validation images");
  auto recipe = read_recipe(options.recipe);
  if (!recipe) return fail(kExitFailure, recipe.error());
  TrainingJob job;
  job.recipe = std::move(recipe).value();
  job.threads = options.threads;
  job.full = options.full;
  job.resume = options.resume;
  job.writers = options.writers;
  if (options.split) job.recipe.split = *options.split;
  if (options.seed) job.recipe.seed = *options.seed;
  if (options.epochs) job.recipe = with_epochs(std::move(job.recipe), *options.epochs);
  job.weights = options.out.empty() ? job.recipe.name + ".weights" : options.out;
  if (job.weights.extension() != ".weights") return fail(kExitUsage, "--out must end in .weights");
  if (options.temperature) job.temperature = *options.temperature;
  if (!options.temperature_from.empty()) {
    const auto file = load_weights(options.temperature_from);
    if (!file) return fail(kExitFailure, file.error());
    job.temperature = file.value().temperature;
  }
  if (!options.bank.empty()) {
    auto bank = load_bank(options.bank);
    if (!bank) return fail(kExitFailure, bank.error());
    job.bank = std::move(bank).value();
  }
  const auto data = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!data) return fail(kExitFailure, data.error());
  return run_training(job, data.value());
}

}  // namespace

void add_train_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("train",
                                         "Train a network as a recipe describes it; writes "
                                         "FILE.weights, FILE.history.json and FILE.checkpoint");
  auto options = std::make_shared<Options>();
  command
      ->add_option("recipe", options->recipe, "The recipe, such as native_trainer/recipes/cnn.json")
      ->required();
  command->add_option("--data", options->data,
                      "Folder of MNIST's four files (else MNIST_DIR, else data/mnist)");
  command->add_option("--out", options->out,
                      "The weights file to write (default: the recipe's name, here)");
  command->add_option(
      "--seed", options->seed,
      "Seed of first values, order, augmentation and drop-out (default: the recipe's)");
  command
      ->add_option("--epochs", options->epochs,
                   "Train so long; warm-up keeps its share (default: the recipe's)")
      ->check(CLI::Range(1, 100000));
  command
      ->add_option("--threads", options->threads,
                   "Threads (default: all cores); the result does not depend on it")
      ->check(CLI::Range(0, 1024));
  command->add_flag("--full", options->full,
                    "Train on all images, without validation; the last weights ship");
  command->add_option(
      "--bank", options->bank,
      "The teachers' answers that the recipe's distillation learns from (`trainer teach`)");
  add_split_options(*command, options->split, options->writers);
  command->add_flag("--resume", options->resume,
                    "Continue from FILE.checkpoint; the same options as before");
  auto* temperature = command
                          ->add_option("--temperature", options->temperature,
                                       "With --full: the temperature to ship")
                          ->check(CLI::Range(0.01, 100.0));
  command
      ->add_option("--temperature-from", options->temperature_from,
                   "With --full: take the temperature from this weights file of a validation run")
      ->excludes(temperature);
  command->callback([options, &exit_code] { exit_code = train(*options); });
}

}  // namespace second_opinion
