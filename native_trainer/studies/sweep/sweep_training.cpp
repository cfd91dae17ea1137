// Scores are computed from logits by the losses that training uses, so that "loss" is the very
// number that was trained.
#include "native_trainer/studies/sweep/sweep_training.hpp"

#include <algorithm>
#include <chrono>

#include "core/learning/training/validation.hpp"
#include "native_trainer/studies/study_training.hpp"

namespace second_opinion {
namespace {

void shorten(std::vector<int>& indices, int count) {
  if (count > 0 && static_cast<std::size_t>(count) < indices.size())
    indices.resize(static_cast<std::size_t>(count));
}

SweepScore score_of(const LossSettings& loss, std::span<const float> logits,
                    std::span<const unsigned char> labels) {
  const Validation own = validate(loss, logits, labels);
  SweepScore score{.loss = own.loss, .accuracy = own.accuracy};
  score.mse = validate({.kind = LossKind::kMse}, logits, labels).loss;
  score.mae = validate({.kind = LossKind::kMae}, logits, labels).loss;
  return score;
}

void count_test(std::span<const float> logits, std::span<const unsigned char> labels,
                SweepRow& row) {
  for (std::size_t image = 0; image < labels.size(); ++image) {
    const int digit = guess(logits.subspan(image * kDigitCount, kDigitCount));
    ++row.confusion[labels[image]][static_cast<std::size_t>(digit)];
    if (digit != labels[image] && row.wrong.size() < kMaxKeptErrors)
      row.wrong.push_back(static_cast<int>(image));
  }
}

void measure(const Recipe& recipe, const Network& network, const SweepData& data, ThreadPool& pool,
             SweepRow& row) {
  const auto logits = [&](const Dataset& set) {
    return compute_logits(network, set, recipe.input_mean, recipe.input_deviation, pool);
  };
  row.train = score_of(recipe.loss, logits(data.training), data.training.labels);
  row.validation = score_of(recipe.loss, logits(data.validation), data.validation.labels);
  const std::vector<float> test = logits(*data.test);
  row.test = score_of(recipe.loss, test, data.test->labels);
  count_test(test, data.test->labels, row);
}

}  // namespace

Result<SweepData, std::string> prepare_sweep_data(const SweepGrid& grid, const Dataset& train,
                                                  const Dataset& test) {
  SweepData data;
  data.train = &train;
  data.test = &test;
  data.split = split_indices(train.size(), grid.validation_fraction);
  shorten(data.split.training, grid.training_images);
  shorten(data.split.validation, grid.validation_images);
  if (data.split.training.empty() || data.split.validation.empty() || test.size() == 0)
    return Failure{std::string("too few images to train on, to validate with or to test with")};
  data.training = subset(train, data.split.training);
  data.validation = subset(train, data.split.validation);
  return data;
}

std::optional<SweepResult> train_sweep_run(const SweepGrid& grid, const SweepRun& run,
                                           const SweepData& data, const StopAsked& stop) {
  const auto start = std::chrono::steady_clock::now();
  SweepResult result;
  SweepRow& row = result.row;
  row.run = run;
  const auto recipe = run_recipe(grid, run);
  if (!recipe) {
    row.failure = recipe.error();
    return result;
  }
  const auto plan = plan_network(recipe.value().network);
  row.parameters = plan.value().parameter_total;
  row.multiply_adds = plan.value().multiply_adds;
  ThreadPool pool(1);
  StudyTraining trained = train_for_study(recipe.value(), *data.train, data.split, pool, stop);
  if (trained.stopped) return std::nullopt;
  row.failure = trained.failure;
  if (row.ok()) {
    row.best_epoch = trained.history.best_epoch;
    row.epochs = trained.history.epochs;
    measure(recipe.value(), trained.network, data, pool, row);
    result.weights = WeightsFile{.network = fold_batch_norm(trained.network),
                                 .input_mean = recipe.value().input_mean,
                                 .input_deviation = recipe.value().input_deviation,
                                 .temperature = 1,
                                 .provenance = "{\"recipe\":" + recipe.value().text + "}"};
  }
  row.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace second_opinion
