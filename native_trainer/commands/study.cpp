// `trainer study NAME`: the smaller studies; each writes NAME.json and its pictures.
#include <cstdio>

#include "core/report/report_file.hpp"
#include "native_trainer/commands/progress.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/commands/stop_request.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/studies/ablation_study.hpp"
#include "native_trainer/studies/linear_study.hpp"
#include "native_trainer/studies/overfitting_study.hpp"
#include "native_trainer/studies/templates_study.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string out = "weights/studies";
  std::string data;
  int threads = 0;
  int images = 0;
  std::string recipe = "native_trainer/recipes/linear.json";
  std::vector<std::string> recipes{"native_trainer/recipes/overfitting/mlp.json",
                                   "native_trainer/recipes/overfitting/cnn.json"};
  std::vector<int> sizes{2000, 50000};
  std::string weights = "weights/mlp.weights";
  std::string folder = "native_trainer/recipes/ablation";
  std::string table;
  int seeds = 3;
  bool dry_run = false;
};

// Pictures first: the JSON never names what is not there.
template <class Document>
int write_files(const Options& options, const std::string& name,
                const Result<Study<Document>, std::string>& study) {
  if (!study) return StopRequest::exit_code(fail("study", study.error()));
  const std::filesystem::path folder = options.out;
  for (const auto& [file, bytes] : study.value().pictures) {
    if (const auto error = write_file(folder / file, bytes)) return fail("study", *error);
    std::printf("wrote %s: %zu bytes\n", (folder / file).c_str(), bytes.size());
  }
  const std::string text = write_study(study.value().document, -1);
  if (const auto error = write_file(folder / (name + ".json"), text)) return fail("study", *error);
  std::printf("wrote %s: %zu bytes\n", (folder / (name + ".json")).c_str(), text.size());
  return kExitDone;
}

Result<Dataset, std::string> load_images(const Options& options) {
  auto data = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!data || options.images == 0 || options.images >= data.value().size()) return data;
  data.value().labels.resize(static_cast<std::size_t>(options.images));
  data.value().pixels.resize(static_cast<std::size_t>(options.images) * kImagePixels);
  return data;
}

int run_linear(const Options& options) {
  const auto recipe = read_recipe(options.recipe);
  if (!recipe) return fail("study", recipe.error());
  const auto data = load_images(options);
  if (!data) return fail("study", data.error());
  ThreadPool pool(options.threads);
  const StopRequest watch;
  return write_files(options, "linear",
                     make_linear_study(recipe.value(), data.value(), pool, StopRequest::asked));
}

int run_overfitting(const Options& options) {
  std::vector<Recipe> recipes;
  for (const std::string& path : options.recipes) {
    auto recipe = read_recipe(path);
    if (!recipe) return fail("study", recipe.error());
    recipes.push_back(std::move(recipe).value());
  }
  const auto data = load_images(options);
  if (!data) return fail("study", data.error());
  const StopRequest watch;
  auto study = make_overfitting_study(recipes, options.sizes, data.value(), options.threads,
                                      StopRequest::asked);
  if (!study) return StopRequest::exit_code(fail("study", study.error()));
  return write_files<OverfittingStudy>(options, "overfitting",
                                       Study<OverfittingStudy>{std::move(study).value(), {}});
}

int run_templates(const Options& options) {
  const auto file = load_weights(options.weights);
  if (!file) return fail("study", file.error());
  const std::string name = std::filesystem::path(options.weights).filename().string();
  return write_files(options, "templates", make_templates_study(file.value(), name));
}

int run_ablation_study(const Options& options) {
  auto entries = read_ablation_plan(options.folder);
  if (!entries) return fail("study", entries.error());
  const AblationJob job{std::move(entries).value(), options.seeds,
                        std::filesystem::path(options.out) / "ablation.rows", options.threads};
  if (options.dry_run) {
    constexpr int kMnist = 60000;
    std::printf("%zu recipes with %d seeds each: %.0f TFLOP\n", job.entries.size(), job.seeds,
                ablation_operations(job, kMnist) / 1e12);
    for (const AblationEntry& entry : job.entries)
      std::printf("  %-24s %s\n", entry.name.c_str(), entry.change.c_str());
    return kExitDone;
  }
  const auto data = load_images(options);
  if (!data) return fail("study", data.error());
  Progress progress;
  const auto print_run = [&](const AblationRunDone& run) {
    progress.line("[" + std::to_string(run.finished) + "/" + std::to_string(run.runs) + "] " +
                  run.name + ", seed " + std::to_string(run.seed) + ": " +
                  std::to_string(run.errors) + " errors");
  };
  const StopRequest watch;
  const auto errors = run_ablation(job, data.value(), print_run, StopRequest::asked);
  if (!errors) return StopRequest::exit_code(fail("study", errors.error()));
  if (!options.table.empty()) {
    if (const auto error = write_file(options.table, ablation_table(job, errors.value())))
      return fail("study", *error);
    std::printf("wrote %s\n", options.table.c_str());
  }
  return write_files<AblationStudy>(options, "ablation",
                                    Study<AblationStudy>{ablation_study(job, errors.value()), {}});
}

CLI::App* add_study(CLI::App* group, const char* name, const char* what, Options& options,
                    int (*run)(const Options&), int& code) {
  CLI::App* study = group->add_subcommand(name, what);
  study->add_option("--out", options.out, "Folder for the JSON file and its pictures")
      ->capture_default_str();
  study->callback([&options, &code, run] { code = run(options); });
  return study;
}

void add_training_options(CLI::App* study, Options& options) {
  add_data_option(*study, options.data);
  study
      ->add_option("--images", options.images,
                   "Use only the first so many training images (0 = all)")
      ->check(CLI::Range(0, 1000000));
  add_threads_option(*study, options.threads);
}

}  // namespace

void add_study_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "study", "Make one of the smaller studies: NAME.json and pictures for the article");
  command->require_subcommand(1);
  command->footer(
      "No study looks at the test images. `trainer study NAME --help` tells each one's options.");
  auto options = std::make_shared<Options>();
  command->callback([options] {});  // keeps the options alive as long as the command
  CLI::App* linear = add_study(
      command, "linear", "The linear network, batch by batch, and its weights as moving pictures",
      *options, run_linear, exit_code);
  linear->add_option("--recipe", options->recipe, "A recipe of 784 → 10")->capture_default_str();
  add_training_options(linear, *options);
  CLI::App* overfitting = add_study(
      command, "overfitting", "Training and validation on few and on many images, epoch by epoch",
      *options, run_overfitting, exit_code);
  overfitting->add_option("--recipes", options->recipes, "Recipes without batch norm and averaging")
      ->capture_default_str();
  overfitting->add_option("--sizes", options->sizes, "Numbers of training images")
      ->capture_default_str();
  add_training_options(overfitting, *options);
  CLI::App* templates =
      add_study(command, "templates", "The hidden units of the multilayer perceptron as pictures",
                *options, run_templates, exit_code);
  templates->add_option("--weights", options->weights, "Weights of 784 → units → 10")
      ->capture_default_str();
  CLI::App* ablation =
      add_study(command, "ablation",
                "Recipes with one ingredient changed, several seeds each; goes on after a stop",
                *options, run_ablation_study, exit_code);
  ablation->add_option("--recipes", options->folder, "Folder with study.json and its base recipes")
      ->capture_default_str();
  ablation->add_option("--seeds", options->seeds, "Seeds per recipe")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  ablation->add_option(
      "--table", options->table,
      "Also write what `trainer report --ablation` reads, such as weights/ablation.json");
  ablation->add_flag("--dry-run", options->dry_run,
                     "Train nothing; list the recipes and count the work");
  add_training_options(ablation, *options);
}

}  // namespace second_opinion
