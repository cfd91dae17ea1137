// The driver of a TrainingLoop. A checkpoint is written after every epoch and
// at the first step boundary after SIGINT or SIGTERM.
#include "native_trainer/training/training_run.hpp"

#include <algorithm>
#include <cstdio>

#include "native_trainer/commands/commands.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/io/progress.hpp"
#include "native_trainer/recipe/recipe_split.hpp"
#include "native_trainer/training/checkpoint.hpp"
#include "native_trainer/training/stop_request.hpp"
#include "native_trainer/training/training_loop.hpp"
#include "native_trainer/training/validation.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kMaxCheckpointBytes = std::size_t{1} << 30;

std::filesystem::path beside(const std::filesystem::path& weights, const char* extension) {
  return std::filesystem::path(weights).replace_extension(extension);
}

template <typename... Values>
std::string print(const char* format, Values... values) {
  char text[256];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

int fail(const std::string& message) {
  std::fprintf(stderr, "trainer: %s\n", message.c_str());
  return kExitFailure;
}

nlohmann::ordered_json bank_provenance(const TeacherBank& bank) {
  auto teachers = nlohmann::ordered_json::array();
  for (const BankTeacher& teacher : bank.teachers)
    teachers.push_back({{"file", teacher.file}, {"checksum", teacher.checksum}});
  return {{"checksum", bank.checksum},
          {"seed", bank.seed},
          {"views", bank.views},
          {"teachers", std::move(teachers)}};
}

// No times, dates or thread counts: the same training gives the same bytes.
std::string provenance(const TrainingJob& job, const History& history) {
  using Json = nlohmann::ordered_json;
  Json json{{"recipe", Json::parse(job.recipe.text, nullptr, false)},
            {"seed", history.seed},
            {"epochs", job.recipe.epochs},
            {"best_epoch", history.best_epoch},
            {"full", history.full},
            {"training_images", history.training_images},
            {"validation_images", history.validation_images},
            {"temperature", history.temperature}};
  if (!history.full && history.best_epoch > 0) {
    const EpochRecord& best = history.epochs[static_cast<std::size_t>(history.best_epoch - 1)];
    json["validation"] = {{"loss", best.validation_loss}, {"accuracy", best.validation_accuracy}};
  }
  if (!history.full) json["split"] = job.recipe.split == SplitKind::kWriters ? "writers" : "random";
  if (job.bank) json["bank"] = bank_provenance(*job.bank);
  return json.dump();
}

void announce(const TrainingJob& job, const TrainingLoop& loop, int threads, Progress& progress) {
  const History& history = loop.state().history;
  progress.line(print("%s: %zu parameters, %.2f M multiply-adds an image", job.recipe.name.c_str(),
                      parameter_total(loop.state().network),
                      multiply_adds(loop.state().network) / 1e6));
  progress.line(print("%d training images, %d held out, seed %llu, %d epochs, %d threads",
                      history.training_images, history.validation_images,
                      static_cast<unsigned long long>(history.seed), job.recipe.epochs, threads));
}

// Share, epoch, loss, accuracy, speed and time left.
void draw_step(const TrainingJob& job, const TrainingLoop& loop, Progress& progress) {
  const TrainingState& state = loop.state();
  if (!progress.terminal() || state.sums.images == 0) return;
  const double done = state.epoch + static_cast<double>(state.step) / loop.steps_per_epoch();
  const double spent = state.history.wall_seconds() + state.sums.seconds;
  const double images = static_cast<double>(state.sums.images);
  progress.draw(
      done / job.recipe.epochs,
      print("epoch %d/%d  loss %.4f  accuracy %.2f %%  %.0f images/s  %s left", state.epoch + 1,
            job.recipe.epochs, state.sums.loss / images,
            100 * static_cast<double>(state.sums.right) / images, images / state.sums.seconds,
            duration_text(spent / done * (job.recipe.epochs - done)).c_str()));
}

void print_epoch(const TrainingJob& job, const History& history, double step_seconds,
                 Progress& progress) {
  const EpochRecord& record = history.epochs.back();
  std::string text = print("epoch %d/%d  loss %.4f  accuracy %.3f %%", record.epoch,
                           job.recipe.epochs, record.train_loss, 100 * record.train_accuracy);
  if (!history.full)
    text += print("  validation loss %.4f  accuracy %.3f %%%s", record.validation_loss,
                  100 * record.validation_accuracy,
                  history.best_epoch == record.epoch ? "  (best)" : "");
  text += print("  %.0f images/s  %s", history.training_images / std::max(step_seconds, 1e-9),
                duration_text(record.seconds).c_str());
  progress.line(text);
}

std::optional<std::string> save_checkpoint(const TrainingJob& job, const TrainingLoop& loop,
                                           const std::string& identity) {
  return write_file(beside(job.weights, ".checkpoint"), encode_checkpoint(loop.state(), identity));
}

std::optional<std::string> load_checkpoint(const TrainingJob& job, const std::string& identity,
                                           TrainingLoop& loop) {
  const auto path = beside(job.weights, ".checkpoint");
  const auto bytes = read_file(path, kMaxCheckpointBytes);
  if (!bytes) return bytes.error() + "; to begin anew, leave out --resume";
  const auto error = decode_checkpoint(bytes.value(), identity, loop.state());
  if (error) return path.string() + ": " + *error + "; to begin anew, leave out --resume";
  return std::nullopt;
}

// The weights with their temperature, and the history.
std::optional<std::string> ship(const TrainingJob& job, TrainingLoop& loop, Progress& progress) {
  const Network network = loop.result();
  History& history = loop.state().history;
  history.temperature =
      history.full ? job.temperature
                   : fit_temperature(loop.validation_logits(network), loop.validation().labels);
  WeightsFile file{fold_batch_norm(network), job.recipe.input_mean, job.recipe.input_deviation,
                   static_cast<float>(history.temperature), provenance(job, history)};
  const auto bytes = encode_weights(file, job.recipe.storage);
  if (const auto error = write_file(job.weights, bytes)) return error;
  if (const auto error = write_file(beside(job.weights, ".history.json"),
                                    history_document(history).dump(1) + "\n"))
    return error;
  progress.line(print("wrote %s: %zu bytes, epoch %d, temperature %.3f, %s", job.weights.c_str(),
                      bytes.size(), history.best_epoch, history.temperature,
                      duration_text(history.wall_seconds()).c_str()));
  return std::nullopt;
}

// 0 when all epochs are done, else an exit code.
int run_epochs(const TrainingJob& job, const std::string& identity, TrainingLoop& loop,
               Progress& progress) {
  const StopRequest watch;
  while (!loop.finished()) {
    const int epoch = loop.state().epoch;
    if (!loop.run_step())
      return fail(
          print("the loss is not a finite number any more (epoch %d); lower "
                "recipe.optimizer.learning_rate or set recipe.gradient_clip",
                epoch + 1));
    if (job.after_step) job.after_step(loop.state());
    const bool epoch_done = loop.state().epoch != epoch;
    if (epoch_done)
      print_epoch(job, loop.state().history, loop.state().history.epochs.back().seconds, progress);
    else
      draw_step(job, loop, progress);
    const int signal = StopRequest::signal();
    if (!epoch_done && signal == 0) continue;
    if (const auto error = save_checkpoint(job, loop, identity))
      return fail(*error + "; --resume continues from the checkpoint before it, if there is one");
    if (signal != 0 && !loop.finished()) {
      progress.line("stopped; the same command with --resume continues from " +
                    beside(job.weights, ".checkpoint").string());
      return 128 + signal;
    }
  }
  return kExitDone;
}

std::optional<std::string> bank_problem(const TrainingJob& job, const Dataset& data,
                                        const Split& split) {
  if (job.recipe.distillation && !job.bank)
    return "the recipe asks for distillation; name the teachers' answers with --bank (made by "
           "`trainer teach`)";
  if (!job.bank) return std::nullopt;
  if (!job.recipe.distillation)
    return "--bank needs a recipe with \"distillation\": {\"weight\": …, \"temperature\": …}";
  const auto part = training_part(split, job.recipe.training_images);
  if (const auto misfit = bank_misfit(*job.bank, job.recipe,
                                      bank_subject(job.recipe.text, data_checksum(data), part)))
    return misfit;
  return bank_picture_misfit(*job.bank, job.recipe, data, part);
}

}  // namespace

Recipe with_epochs(Recipe recipe, int epochs) {
  const double share = static_cast<double>(epochs) / recipe.epochs;
  recipe.schedule.warmup_epochs *= share;
  recipe.schedule.step_epochs *= share;
  recipe.augmentation.light_last_epochs =
      std::min(recipe.augmentation.light_last_epochs, epochs / 2);
  recipe.epochs = epochs;
  return recipe;
}

int run_training(const TrainingJob& job, const Dataset& data) {
  for (const auto& path :
       {job.weights, beside(job.weights, ".history.json"), beside(job.weights, ".checkpoint")})
    if (const auto error = check_writable(path)) return fail(*error);
  Progress progress;
  ThreadPool pool(job.threads);
  const auto chosen = choose_split(job.recipe, job.full, data, job.writers);
  if (!chosen) return fail(chosen.error());
  const Split& split = chosen.value();
  if (const auto problem = bank_problem(job, data, split)) return fail(*problem);
  TrainingLoop loop(job.recipe, data, split, pool, job.bank ? &*job.bank : nullptr);
  const std::string identity = loop.identity();
  if (job.resume) {
    if (const auto error = load_checkpoint(job, identity, loop)) return fail(*error);
  }
  announce(job, loop, pool.size(), progress);
  const int code = run_epochs(job, identity, loop, progress);
  if (code != kExitDone) return code;
  if (const auto error = ship(job, loop, progress))
    return fail(*error + "; --resume then writes it without training again");
  return kExitDone;
}

}  // namespace second_opinion
