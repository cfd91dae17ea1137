// Everything random depends on (seed, epoch, step or image) alone, so that a
// training resumed in the middle of an epoch sees what it would have seen.
#include "core/learning/training/training_loop.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "core/base/random.hpp"
#include "core/learning/training/batch_statistics.hpp"
#include "core/learning/training/validation.hpp"

namespace second_opinion {
namespace {

// Losses this much above that of an answer that knows nothing are those of a training that
// diverged. Far from both sides: a rough first epoch stays below it, a true divergence is soon
// beyond.
constexpr double kDivergedFactor = 1000;

constexpr std::uint64_t kStatisticsSeed = 7;  // which pictures batch statistics are measured on

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Network first_network(const TrainingSettings& settings) {
  Network network = Network::zeros(settings.network);
  initialize(network, settings.initialization, settings.seed);
  return network;
}

std::vector<int> statistics_part(const std::vector<int>& training) {
  const std::vector<int> order = random_order(static_cast<int>(training.size()),
                                              random_key(kStatisticsSeed, Purpose::kShuffle));
  std::vector<int> part;
  for (std::size_t i = 0; i < order.size() && part.size() < kStatisticsImages; ++i)
    part.push_back(training[static_cast<std::size_t>(order[i])]);
  return part;
}

}  // namespace

TrainingLoop::TrainingLoop(const TrainingSettings& settings, const Dataset& data,
                           const Split& split, PartRunner runner, const TeacherLogits* teachers)
    : settings_(settings),
      data_(data),
      runner_(std::move(runner)),
      training_(training_part(split, settings.training_images)),
      statistics_(statistics_part(training_)),
      validation_(subset(data, split.validation)),
      targets_(teachers ? std::optional<DistillationTargets>(std::in_place, *teachers, settings,
                                                             training_)
                        : std::nullopt),
      stepper_(settings, data, runner_, targets_ ? &*targets_ : nullptr),
      steps_per_epoch_((static_cast<int>(training_.size()) + settings.batch - 1) / settings.batch),
      state_{first_network(settings),
             Optimizer(settings.optimizer, Network::zeros(settings.network)),
             std::nullopt,
             0,
             0,
             {},
             {},
             {}} {
  if (settings.ema_half_life_epochs > 0)
    state_.average.emplace(state_.network, settings.ema_half_life_epochs * steps_per_epoch_);
  state_.history = {.recipe = settings.name,
                    .seed = settings.seed,
                    .full = split.validation.empty(),
                    .training_images = static_cast<int>(training_.size()),
                    .validation_images = validation_.size(),
                    .threads = runner_.workers,
                    .epochs = {}};
}

bool TrainingLoop::finished() const {
  if (state_.epoch >= settings_.epochs) return true;
  return !state_.history.full && settings_.early_stopping_patience > 0 &&
         state_.epoch - state_.history.best_epoch >= settings_.early_stopping_patience;
}

double TrainingLoop::learning_rate(int epoch, int step) const {
  const double place = epoch + static_cast<double>(step) / steps_per_epoch_;
  return settings_.optimizer.learning_rate *
         learning_rate_factor(settings_.schedule, place, settings_.epochs);
}

bool TrainingLoop::run_step() {
  const auto start = Clock::now();
  if (ordered_epoch_ != state_.epoch) {
    order_ = random_order(
        static_cast<int>(training_.size()),
        random_key(settings_.seed, Purpose::kShuffle, {static_cast<std::uint64_t>(state_.epoch)}));
    for (int& place : order_) place = training_[static_cast<std::size_t>(place)];
    ordered_epoch_ = state_.epoch;
  }
  const std::size_t first =
      static_cast<std::size_t>(state_.step) * static_cast<std::size_t>(settings_.batch);
  const auto batch = std::span<const int>(order_).subspan(
      first, std::min(static_cast<std::size_t>(settings_.batch), order_.size() - first));
  const LossSum sum = stepper_.run(state_.network, batch, state_.epoch, state_.step);
  if (!std::isfinite(sum.objective)) return check_loss("the training loss", sum.objective);
  // A step's rate is that of its middle: no first step of size zero, no last one either.
  const double rate =
      (learning_rate(state_.epoch, state_.step) + learning_rate(state_.epoch, state_.step + 1)) / 2;
  clip_gradients(stepper_.gradients().values, settings_.gradient_clip);
  state_.optimizer.step(state_.network, stepper_.gradients().values, rate);
  if (state_.average) state_.average->add(state_.network);
  state_.sums.loss += sum.plain;
  state_.sums.right += sum.right;
  state_.sums.images += static_cast<std::int64_t>(batch.size());
  ++state_.step;
  state_.sums.seconds += seconds_since(start);
  return state_.step < steps_per_epoch_ || finish_epoch(rate);
}

bool TrainingLoop::check_loss(const char* which, double loss) {
  const double uninformed = uninformed_loss(settings_.loss);
  if (std::isfinite(loss) && loss <= kDivergedFactor * uninformed) return true;
  char text[160];
  if (std::isfinite(loss))
    std::snprintf(text, sizeof text,
                  "%s is %.3g in epoch %d, where an answer that knows nothing has %.3g", which,
                  loss, state_.epoch + 1, uninformed);
  else
    std::snprintf(text, sizeof text, "%s is not a finite number in epoch %d", which,
                  state_.epoch + 1);
  divergence_ = text;
  return false;
}

bool TrainingLoop::finish_epoch(double last_learning_rate) {
  const auto start = Clock::now();
  EpochRecord record{.epoch = state_.epoch + 1, .learning_rate = last_learning_rate};
  record.train_loss = state_.sums.loss / static_cast<double>(state_.sums.images);
  record.train_accuracy =
      static_cast<double>(state_.sums.right) / static_cast<double>(state_.sums.images);
  if (state_.history.full) {
    if (!check_loss("the mean training loss", record.train_loss)) return false;
    state_.history.best_epoch = record.epoch;
  } else {
    const Network network = current_network();
    const Validation result =
        validate(settings_.loss, validation_logits(network), validation_.labels);
    record.validation_loss = result.loss;
    record.validation_accuracy = result.accuracy;
    if (!check_loss("the validation loss", result.loss)) return false;
    if (result.loss < state_.best.loss) {
      state_.best = {result.loss, copy_values(network)};
      state_.history.best_epoch = record.epoch;
    }
  }
  record.seconds = state_.sums.seconds + seconds_since(start);
  state_.history.epochs.push_back(record);
  state_.sums = {};
  state_.step = 0;
  ++state_.epoch;
  return true;
}

Network TrainingLoop::current_network() {
  Network network = state_.network;
  if (state_.average) state_.average->copy_to(network);
  measure_batch_statistics(network, data_, statistics_, settings_, runner_);
  return network;
}

Network TrainingLoop::result() {
  if (state_.best.values.empty()) return current_network();
  Network network = state_.network;
  set_values(network, state_.best.values);
  return network;
}

std::vector<float> TrainingLoop::validation_logits(const Network& network) {
  return compute_logits(network, validation_, settings_.input_mean, settings_.input_deviation,
                        runner_);
}

}  // namespace second_opinion
