// Every training has one thread, and several trainings run at once.
#include "native_trainer/studies/overfitting_study.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/learning/training/batch_statistics.hpp"
#include "core/learning/training/validation.hpp"
#include "native_trainer/measure/report_facts.hpp"
#include "native_trainer/studies/study_training.hpp"

namespace second_opinion {
namespace {

struct Curves {
  std::vector<double> train_loss, train_accuracy, validation_loss, validation_accuracy;
  std::string failure;
};

Split split_for(const Dataset& data, int images) {
  Split split;
  split.training.resize(static_cast<std::size_t>(images));
  std::iota(split.training.begin(), split.training.end(), 0);
  split.validation.resize(static_cast<std::size_t>(data.size() / 6));
  std::iota(split.validation.begin(), split.validation.end(), data.size() - data.size() / 6);
  return split;
}

Curves watch(const Recipe& recipe, const Dataset& data, int images, const StopAsked& stop) {
  ThreadPool pool(1);
  const Split split = split_for(data, images);
  const Dataset training = subset(data, split.training);
  Curves curves;
  const auto training_result =
      train_for_study(recipe, data, split, pool, stop, [&](TrainingLoop& loop) {
        const auto logits = compute_logits(loop.state().network, training, recipe.input_mean,
                                           recipe.input_deviation, pool);
        const Validation on_training = validate(recipe.loss, logits, training.labels);
        const EpochRecord& epoch = loop.state().history.epochs.back();
        curves.train_loss.push_back(on_training.loss);
        curves.train_accuracy.push_back(on_training.accuracy);
        curves.validation_loss.push_back(epoch.validation_loss);
        curves.validation_accuracy.push_back(epoch.validation_accuracy);
      });
  curves.failure = training_result.stopped ? "stopped" : training_result.failure;
  return curves;
}

OverfittingRun run_of(int images, const Curves& curves) {
  const auto least = std::min_element(curves.validation_loss.begin(), curves.validation_loss.end());
  const auto best = static_cast<std::size_t>(least - curves.validation_loss.begin());
  const double train = curves.train_accuracy.back(), validation = curves.validation_accuracy.back();
  return {.images = images,
          .train_loss = curves.train_loss,
          .train_accuracy = curves.train_accuracy,
          .validation_loss = curves.validation_loss,
          .validation_accuracy = curves.validation_accuracy,
          .best_epoch = static_cast<int>(best) + 1,
          .best = {*least, curves.validation_accuracy[best]},
          .last = {train, validation, train - validation}};
}

// Enough to build the network again.
OverfittingNetwork network_facts(const Recipe& recipe) {
  const Network network = Network::zeros(recipe.network);
  const auto text = nlohmann::json::parse(recipe.text, nullptr, false);
  OverfittingNetwork facts;
  facts.title = family_title(recipe.network.family);
  facts.parameters = static_cast<int>(parameter_total(network));
  facts.epochs = recipe.epochs;
  facts.batch = recipe.batch;
  if (text.contains("optimizer")) facts.optimizer = text["optimizer"]["kind"].get<std::string>();
  facts.learning_rate = recipe.optimizer.learning_rate;
  facts.layers = report_layers(network);
  for (std::size_t i = 0; i < facts.layers.size(); ++i)
    if (const auto* const convolution = std::get_if<Convolution>(&network.layers[i].spec))
      facts.layers[i].padding = convolution->padding;
  return facts;
}

std::optional<std::string> check(std::span<const Recipe> recipes, std::span<const int> sizes,
                                 const Dataset& data) {
  for (const Recipe& recipe : recipes)
    if (recipe.ema_half_life_epochs > 0 || has_batch_norm(Network::zeros(recipe.network)))
      return recipe.name + ": this study's recipes may use neither batch norm nor averaged weights";
  const int most = data.size() - data.size() / 6;
  for (const int size : sizes)
    if (size < 1 || size > most)
      return std::to_string(size) + " images are not there; at most " + std::to_string(most);
  return std::nullopt;
}

}  // namespace

Result<OverfittingStudy, std::string> make_overfitting_study(std::span<const Recipe> recipes,
                                                             std::span<const int> sizes,
                                                             const Dataset& data, int threads,
                                                             const StopAsked& stop) {
  if (const auto error = check(recipes, sizes, data)) return Failure{*error};
  const std::size_t count = recipes.size() * sizes.size();
  std::vector<double> costs;
  for (const Recipe& recipe : recipes)
    for (const int size : sizes)
      costs.push_back(multiply_adds(Network::zeros(recipe.network)) * recipe.epochs * size);
  std::vector<Curves> curves(count);
  for (Curves& c : curves) c.failure = "stopped";
  run_many(threads, costs, stop, [&](int task) {
    const auto place = static_cast<std::size_t>(task);
    curves[place] = watch(recipes[place / sizes.size()], data, sizes[place % sizes.size()], stop);
  });
  OverfittingStudy study;
  study.validation_images = data.size() / 6;
  for (std::size_t place = 0; place < count; ++place) {
    const Recipe& recipe = recipes[place / sizes.size()];
    if (!curves[place].failure.empty()) return Failure{recipe.name + ": " + curves[place].failure};
    if (place % sizes.size() == 0)
      study.networks.entries.push_back(
          {std::string(family_name(recipe.network.family)), network_facts(recipe)});
    study.networks.entries.back().second.runs.push_back(
        run_of(sizes[place % sizes.size()], curves[place]));
  }
  return study;
}

}  // namespace second_opinion
