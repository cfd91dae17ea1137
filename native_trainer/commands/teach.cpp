// `trainer teach RECIPE.json`: runs teachers over every view of the training
// pictures and writes their mean logits, a bank for `trainer train --bank`.
#include <chrono>
#include <cstdio>

#include "native_trainer/commands/progress.hpp"
#include "native_trainer/commands/shared_options.hpp"
#include "native_trainer/distillation/teacher_ensemble.hpp"
#include "native_trainer/io/checksum.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/recipe/recipe_split.hpp"
#include "native_trainer/threads/thread_pool.hpp"

namespace second_opinion {
namespace {

struct Options {
  std::string recipe;
  std::vector<std::string> teachers;
  std::string out;
  std::string data;
  std::optional<SplitKind> split;
  std::string writers;
  std::optional<std::uint64_t> seed;
  std::optional<int> views;
  int threads = 0;
  bool full = false;
};

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f %%", 100 * share);
  return text;
}

Result<Teacher, std::string> load_teacher(const std::filesystem::path& path) {
  auto file = load_weights(path);
  if (!file) return Failure{file.error()};
  const auto checksum = crc32_of_file(path);
  if (!checksum) return Failure{checksum.error()};
  return Teacher{std::move(file).value(), path.filename().string(), checksum.value()};
}

TeacherBank collect(const BankJob& job, const Dataset& data, int threads) {
  Progress progress;
  ThreadPool pool(threads);
  progress.line(std::to_string(job.teachers.size()) + " teachers, " +
                std::to_string(job.training_part.size()) + " pictures, " +
                std::to_string(job.views) + " views (the last " + std::to_string(job.light_views) +
                " light), seed " + std::to_string(job.recipe.seed));
  auto start = std::chrono::steady_clock::now();
  TeacherBank bank = make_bank(job, data, pool, [&](int view, double accuracy) {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - start).count();
    start = now;
    progress.line("view " + std::to_string(view) + "/" + std::to_string(job.views) +
                  "  teachers' mean right " + percent(accuracy) + "  " + duration_text(seconds));
  });
  return bank;
}

void print_summary(const Options& options, const TeacherBank& bank, std::size_t bytes) {
  for (const BankTeacher& teacher : bank.teachers)
    std::printf("%s: right on %s of all views\n", teacher.file.c_str(),
                percent(teacher.accuracy).c_str());
  std::printf("their mean: right on %s\n", percent(bank.accuracy).c_str());
  std::printf("wrote %s: %zu bytes, %d views of %d pictures, checksum %08x\n", options.out.c_str(),
              bytes, bank.views, bank.subject.images, bank.checksum);
}

int teach(const Options& options) {
  auto recipe = read_recipe(options.recipe);
  if (!recipe) return fail("teach", recipe.error());
  BankJob job;
  job.recipe = std::move(recipe).value();
  if (options.seed) job.recipe.seed = *options.seed;
  job.views = options.views.value_or(job.recipe.epochs);
  const auto light = light_views(job.recipe, job.views);
  if (!light)
    return fail_usage(
        "teach",
        "--views must be above the recipe's augmentation.light_last_epochs, or no ordinary "
        "view is left");
  job.light_views = *light;
  for (const std::string& path : options.teachers) {
    auto teacher = load_teacher(path);
    if (!teacher) return fail("teach", teacher.error());
    job.teachers.push_back(std::move(teacher).value());
  }
  if (const auto error = check_writable(options.out)) return fail("teach", *error);
  const auto data = load_mnist(data_folder(options.data), MnistSet::kTrain);
  if (!data) return fail("teach", data.error());
  if (options.split) job.recipe.split = *options.split;
  const auto split = choose_split(job.recipe, options.full, data.value(), options.writers);
  if (!split) return fail("teach", split.error());
  job.training_part = training_part(split.value(), job.recipe.training_images);
  TeacherBank bank = collect(job, data.value(), options.threads);
  const auto bytes = encode_bank(bank);
  if (const auto error = write_file(options.out, bytes)) return fail("teach", *error);
  print_summary(options, bank, bytes.size());
  return kExitDone;
}

}  // namespace

void add_teach_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("teach",
                                         "Collect teachers' logits on every view of the training "
                                         "pictures, for `train --bank` to distil from");
  auto options = std::make_shared<Options>();
  command
      ->add_option("recipe", options->recipe,
                   "The student's recipe: its augmentation makes the views")
      ->required();
  add_list(*command, "--teachers", options->teachers,
           "Weights files, separated by commas; any families")
      ->required();
  command->add_option("--out", options->out, "The bank to write, such as cnn.bank")->required();
  add_data_option(*command, options->data);
  command->add_option("--seed", options->seed,
                      "Seed of the augmentation (default: the recipe's); students may have others");
  command
      ->add_option("--views", options->views,
                   "Views of every picture (default: the recipe's epochs); students repeat them")
      ->check(CLI::Range(1, 1000));
  add_threads_option(*command, options->threads);
  command->add_flag("--full", options->full,
                    "All training pictures, for students trained with --full");
  add_split_options(*command, options->split, options->writers);
  command->callback([options, &exit_code] { exit_code = teach(*options); });
}

}  // namespace second_opinion
