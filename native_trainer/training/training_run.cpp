// Drives a TrainingLoop (core/learning/training) and keeps what it makes.
#include "native_trainer/training/training_run.hpp"

#include <algorithm>
#include <cmath>

#include "core/learning/training/training_loop.hpp"
#include "core/learning/training/validation.hpp"
#include "native_trainer/distillation/bank_fit.hpp"
#include "native_trainer/io/disk.hpp"
#include "native_trainer/recipe/recipe_split.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "native_trainer/training/checkpoint.hpp"
#include "native_trainer/training/training_record.hpp"

namespace second_opinion {
namespace {

// A cross-entropy at the greatest temperature that is this many times that of ten equal
// probabilities belongs to logits that lie hundreds apart: those of networks that train lie tens
// apart.
constexpr double kLogitsTooLarge = 2;

constexpr std::size_t kMaxCheckpointBytes = std::size_t{1} << 30;

using Outcome = Result<TrainingOutcome, std::string>;

std::filesystem::path beside(const std::filesystem::path& weights, const char* extension) {
  return std::filesystem::path(weights).replace_extension(extension);
}

class TrainingRun {
 public:
  TrainingRun(const TrainingJob& job, const TrainingListener& listener, TrainingLoop& loop,
              std::string identity)
      : job_(job), listener_(listener), loop_(loop), identity_(std::move(identity)) {}

  std::optional<std::string> resume();
  void tell_beginning() const;
  // Nothing when all epochs are done.
  std::optional<Outcome> run_epochs(const StopAsked& stop);
  Outcome ship();

 private:
  void tell_step() const;
  void tell_epoch() const;
  std::optional<std::string> save_checkpoint() const;
  std::string diverged(const std::string& why) const;
  std::filesystem::path checkpoint() const { return beside(job_.weights, ".checkpoint"); }

  const TrainingJob& job_;
  const TrainingListener& listener_;
  TrainingLoop& loop_;
  const std::string identity_;  // what is trained, so that no other's checkpoint is taken up
};

std::optional<std::string> TrainingRun::resume() {
  const auto bytes = read_file(checkpoint(), kMaxCheckpointBytes);
  if (!bytes) return bytes.error() + "; to begin anew, leave out --resume";
  const auto error = decode_checkpoint(bytes.value(), identity_, loop_.state());
  if (error) return checkpoint().string() + ": " + *error + "; to begin anew, leave out --resume";
  return std::nullopt;
}

std::optional<std::string> TrainingRun::save_checkpoint() const {
  return write_file(checkpoint(), encode_checkpoint(loop_.state(), identity_));
}

void TrainingRun::tell_beginning() const {
  if (!listener_) return;
  const TrainingState& state = loop_.state();
  listener_(TrainingBegan{.name = job_.recipe.name,
                          .parameters = parameter_total(state.network),
                          .multiply_adds = multiply_adds(state.network),
                          .training_images = state.history.training_images,
                          .validation_images = state.history.validation_images,
                          .seed = state.history.seed,
                          .epochs = job_.recipe.epochs,
                          .threads = state.history.threads});
}

void TrainingRun::tell_step() const {
  if (!listener_) return;
  const TrainingState& state = loop_.state();
  const EpochSums& sums = state.sums;
  const double images = static_cast<double>(sums.images), epochs = job_.recipe.epochs;
  const double done = state.epoch + static_cast<double>(state.step) / loop_.steps_per_epoch();
  const double spent = state.history.wall_seconds() + sums.seconds;
  listener_(StepDone{.epoch = state.epoch + 1,
                     .epochs = job_.recipe.epochs,
                     .share = done / epochs,
                     .loss = sums.loss / images,
                     .accuracy = static_cast<double>(sums.right) / images,
                     .images_per_second = images / sums.seconds,
                     .seconds_left = spent / done * (epochs - done)});
}

void TrainingRun::tell_epoch() const {
  if (!listener_) return;
  const History& history = loop_.state().history;
  const EpochRecord& record = history.epochs.back();
  listener_(
      EpochDone{.record = record,
                .epochs = job_.recipe.epochs,
                .validated = !history.full,
                .best = !history.full && history.best_epoch == record.epoch,
                .images_per_second = history.training_images / std::max(record.seconds, 1e-9)});
}

std::optional<Outcome> TrainingRun::run_epochs(const StopAsked& stop) {
  while (!loop_.finished()) {
    const int epoch = loop_.state().epoch;
    if (!loop_.run_step()) return Failure{diverged(loop_.divergence())};
    const bool epoch_done = loop_.state().epoch != epoch;
    epoch_done ? tell_epoch() : tell_step();
    const bool stopping = stop_asked(stop);
    if (!epoch_done && !stopping) continue;
    if (const auto error = save_checkpoint())
      return Failure{*error +
                     "; --resume continues from the checkpoint before it, if there is one"};
    if (stopping && !loop_.finished()) return TrainingOutcome{TrainingStopped{checkpoint()}};
  }
  return std::nullopt;
}

std::string TrainingRun::diverged(const std::string& why) const {
  const int good = static_cast<int>(loop_.state().history.epochs.size());
  return "the training has diverged: " + why +
         "; lower recipe.optimizer.learning_rate or set recipe.gradient_clip. No weights were "
         "written" +
         (good > 0 ? "; the checkpoint is that of epoch " + std::to_string(good) : "");
}

// The weights with their temperature, and the history.
Outcome TrainingRun::ship() {
  const std::string remedy = "; --resume then writes it without training again";
  const Network network = loop_.result();
  History& history = loop_.state().history;
  history.temperature = job_.temperature;
  bool learned_nothing = false;
  if (!history.full) {
    const auto logits = loop_.validation_logits(network);
    const auto& labels = loop_.validation().labels;
    history.temperature = fit_temperature(logits, labels);
    learned_nothing = history.temperature > 0.999 * kGreatestTemperature;
    // A bounded loss, such as the squared error of a softmax, does not show that a training
    // diverged; its logits do.
    if (learned_nothing && mean_cross_entropy(logits, labels, kGreatestTemperature) >
                               kLogitsTooLarge * std::log(kDigitCount))
      return Failure{diverged("its logits lie hundreds apart, and wrong, so that no temperature "
                              "calibrates them")};
  }
  const Recipe& recipe = job_.recipe;
  const WeightsFile file{fold_batch_norm(network), recipe.input_mean, recipe.input_deviation,
                         static_cast<float>(history.temperature),
                         training_provenance(recipe, history, job_.bank ? &*job_.bank : nullptr)};
  const auto bytes = encode_weights(file, recipe.storage);
  if (const auto error = write_file(job_.weights, bytes)) return Failure{*error + remedy};
  if (const auto error = write_file(beside(job_.weights, ".history.json"),
                                    history_document(history).dump(1) + "\n"))
    return Failure{*error + remedy};
  return TrainingOutcome{TrainingFinished{.bytes = bytes.size(),
                                          .epoch = history.best_epoch,
                                          .temperature = history.temperature,
                                          .seconds = history.wall_seconds(),
                                          .learned_nothing = learned_nothing}};
}

std::optional<std::string> bank_problem(const TrainingJob& job, const Dataset& data,
                                        const Split& split) {
  if (job.recipe.distillation && !job.bank)
    return "the recipe asks for distillation; name a bank of teacher logits with --bank (made by "
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

Outcome run_training(const TrainingJob& job, const Dataset& data, const TrainingListener& listener,
                     const StopAsked& stop) {
  for (const auto& path :
       {job.weights, beside(job.weights, ".history.json"), beside(job.weights, ".checkpoint")})
    if (const auto error = check_writable(path)) return Failure{*error};
  const auto chosen = choose_split(job.recipe, job.full, data, job.writers);
  if (!chosen) return Failure{chosen.error()};
  const Split& split = chosen.value();
  if (const auto problem = bank_problem(job, data, split)) return Failure{*problem};
  ThreadPool pool(job.threads);
  const std::optional<TeacherLogits> teachers =
      job.bank ? std::optional(job.bank->teacher_logits()) : std::nullopt;
  TrainingLoop loop(job.recipe, data, split, pool, teachers ? &*teachers : nullptr);
  TrainingRun run(
      job, listener, loop,
      training_identity(job.recipe, data, loop.state().history, job.bank ? &*job.bank : nullptr));
  if (job.resume) {
    if (const auto error = run.resume()) return Failure{*error};
  }
  run.tell_beginning();
  if (auto outcome = run.run_epochs(stop)) return std::move(*outcome);
  return run.ship();
}

}  // namespace second_opinion
