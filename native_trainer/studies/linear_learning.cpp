// Steps between moments are not looked at: weights are read where they are shown.
#include "native_trainer/studies/linear_learning.hpp"

#include <algorithm>
#include <array>

#include "core/learning/training/training_loop.hpp"
#include "core/learning/training/validation.hpp"
#include "native_trainer/io/color_picture.hpp"

namespace second_opinion {
namespace {

constexpr double kLearningRate = 0.02;
// Close together while single images show; the last image comes in any case.
constexpr std::array kMoments{0,  1,   2,   3,   5,    8,    12,   20,   35,    60,
                              99, 170, 300, 500, 1000, 2000, 4000, 8000, 16000, 32000};

void add_cells(GreySheet& sheet, const Parameter& weights, float scale) {
  for (std::size_t digit = 0; digit < kDigitCount; ++digit) {
    std::array<float, kImagePixels> picture{};
    for (std::size_t i = 0; i < kImagePixels; ++i)
      picture[i] = weights.values[i * kDigitCount + digit];
    add_weight_picture(sheet, picture, scale);
  }
}

bool all_zero(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return v == 0.0f; });
}

}  // namespace

Recipe one_by_one(Recipe recipe) {
  recipe.initialization.kind = InitializationKind::kZeros;
  recipe.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = kLearningRate};
  recipe.schedule = {};
  recipe.batch = recipe.sub_batch = recipe.epochs = 1;
  recipe.training_images = 0;
  return recipe;
}

Result<LinearLearning, std::string> watch_learning(const Recipe& like, const Dataset& data,
                                                   const Split& split, ThreadPool& pool,
                                                   const StopAsked& stop) {
  const Recipe recipe = one_by_one(like);
  TrainingLoop loop(recipe, data, split, pool);
  LinearLearning out;
  out.sheet.columns = kDigitCount;
  LearningStudy& study = out.study;
  study.learning_rate = kLearningRate;
  const auto look = [&](int images) {
    const Network& network = loop.state().network;
    const Parameter& weights = network.parameters.front();
    const float scale = all_zero(weights.values) ? 0 : scale_of(weights.values);
    const std::vector<float> logits =
        compute_logits(network, loop.validation(), recipe.input_mean, recipe.input_deviation, pool);
    const Validation measured = validate(recipe.loss, logits, loop.validation().labels);
    add_cells(out.sheet, weights, scale);
    study.seen.push_back(images);
    study.accuracy.push_back(measured.accuracy);
    study.cost.push_back(measured.loss);
    study.scale.push_back(static_cast<double>(scale));
  };
  look(0);
  for (int images = 1; !loop.finished(); ++images) {
    if (stop_asked(stop)) return Failure{std::string("stopped")};
    if (!loop.run_step())
      return Failure{"the training image by image has diverged: " + loop.divergence()};
    if (loop.finished() || std::binary_search(kMoments.begin(), kMoments.end(), images))
      look(images);
  }
  study.sheet = {"", out.sheet.columns, kImageSide, out.sheet.count};
  return out;
}

}  // namespace second_opinion
