// `trainer train RECIPE.json`: from the command line to a TrainingJob, and from
// the training's events and outcome to lines and an exit code.
#include <cstdio>

#include "native_trainer/commands/progress.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/commands/stop_request.hpp"
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

template <typename... Values>
std::string print(const char* format, Values... values) {
  char text[256];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

// Turns a training's events into lines, and into a bar on a terminal.
struct TrainingPrinter {
  Progress& progress;

  void operator()(const TrainingBegan& began) const {
    progress.line(print("%s: %zu parameters, %.2f M multiply-adds an image", began.name.c_str(),
                        began.parameters, began.multiply_adds / 1e6));
    progress.line(print("%d training images, %d held out, seed %llu, %d epochs, %d threads",
                        began.training_images, began.validation_images,
                        static_cast<unsigned long long>(began.seed), began.epochs, began.threads));
  }

  void operator()(const StepDone& step) const {
    if (!progress.terminal()) return;
    progress.draw(step.share,
                  print("epoch %d/%d  loss %.4f  accuracy %.2f %%  %.0f images/s  %s left",
                        step.epoch, step.epochs, step.loss, 100 * step.accuracy,
                        step.images_per_second, duration_text(step.seconds_left).c_str()));
  }

  void operator()(const EpochDone& done) const {
    const EpochRecord& record = done.record;
    std::string text = print("epoch %d/%d  loss %.4f  accuracy %.3f %%", record.epoch, done.epochs,
                             record.train_loss, 100 * record.train_accuracy);
    if (done.validated)
      text += print("  validation loss %.4f  accuracy %.3f %%%s", record.validation_loss,
                    100 * record.validation_accuracy, done.best ? "  (best)" : "");
    text +=
        print("  %.0f images/s  %s", done.images_per_second, duration_text(record.seconds).c_str());
    progress.line(text);
  }
};

// The exit code of a training that was asked to stop is that of a program that a signal ended.
int run(const TrainingJob& job, const Dataset& data) {
  Progress progress;
  const StopRequest signals;
  const TrainingPrinter printer{progress};
  const auto outcome = run_training(
      job, data, [&](const TrainingEvent& event) { std::visit(printer, event); },
      StopRequest::asked);
  if (!outcome) return fail("train", outcome.error());
  if (const auto* stopped = std::get_if<TrainingStopped>(&outcome.value())) {
    progress.line("stopped; the same command with --resume continues from " +
                  stopped->checkpoint.string());
    return StopRequest::exit_code(kExitDone);
  }
  const auto& finished = std::get<TrainingFinished>(outcome.value());
  progress.line(print("wrote %s: %zu bytes, epoch %d, temperature %.3f, %s", job.weights.c_str(),
                      finished.bytes, finished.epoch, finished.temperature,
                      duration_text(finished.seconds).c_str()));
  if (finished.learned_nothing)
    complain("train", "for the held-out pictures the answers of " + job.weights.string() +
                          " are worth no more than a guess; check that each label belongs to its "
                          "picture");
  return kExitDone;
}

int train(const Options& options) {
  const bool has_temperature = options.temperature || !options.temperature_from.empty();
  if (has_temperature && !options.full)
    return fail_usage(
        "train",
        "--temperature and --temperature-from belong to --full; otherwise it is fitted on "
        "the validation images");
  auto recipe = read_recipe(options.recipe);
  if (!recipe) return fail("train", recipe.error());
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
  if (job.weights.extension() != ".weights")
    return fail_usage("train", "--out must end in .weights");
  if (options.temperature) job.temperature = *options.temperature;
  if (!options.temperature_from.empty()) {
    const auto file = load_weights(options.temperature_from);
    if (!file) return fail("train", file.error());
    job.temperature = file.value().temperature;
  }
  if (!options.bank.empty()) {
    auto bank = load_bank(options.bank);
    if (!bank) return fail("train", bank.error());
    job.bank = std::move(bank).value();
  }
  const auto data = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!data) return fail("train", data.error());
  return run(job, data.value());
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
  add_data_option(*command, options->data);
  command->add_option("--out", options->out,
                      "The weights file to write (default: the recipe's name, here)");
  command->add_option(
      "--seed", options->seed,
      "Seed of first values, order, augmentation and drop-out (default: the recipe's)");
  command
      ->add_option("--epochs", options->epochs,
                   "Train so long; warm-up keeps its share (default: the recipe's)")
      ->check(CLI::Range(1, 100000));
  add_threads_option(*command, options->threads);
  command->add_flag("--full", options->full,
                    "Train on all images, without validation; the last weights ship");
  command->add_option(
      "--bank", options->bank,
      "The teacher logits that the recipe's distillation learns from, a file of `trainer teach`");
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
