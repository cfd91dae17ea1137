// The training itself is the recipe's; this looks at it between steps.
#include "native_trainer/studies/linear_study.hpp"

#include <algorithm>
#include <cmath>

#include "core/learning/training/training_loop.hpp"
#include "core/learning/training/validation.hpp"
#include "native_trainer/io/color_picture.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/studies/linear_learning.hpp"

namespace second_opinion {
namespace {

constexpr int kCurveImages = 2000;
constexpr int kCurveEvery = 20;  // batches; the first ones are watched more closely
constexpr int kShown = 16;
constexpr int kMovieImages = 99;
constexpr int kMovieZoom = 5;
constexpr Rgb kPaper{255, 255, 255}, kInk{38, 50, 56}, kRight{46, 125, 50}, kWrong{198, 40, 40};

// The weights of one output as a picture.
std::vector<float> weights_of(const Network& network, int output) {
  std::vector<float> picture(kImagePixels);
  const Parameter& weights = network.parameters.front();
  for (std::size_t i = 0; i < kImagePixels; ++i)
    picture[i] = weights.values[i * kDigitCount + static_cast<std::size_t>(output)];
  return picture;
}

bool is_linear(const Network& network) {
  return !network.parameters.empty() && network.parameters.front().role == ParameterRole::kWeight &&
         network.parameters.front().rows == kImagePixels &&
         network.parameters.front().columns == kDigitCount;
}

void add_point(LinearStudy::Curve& curve, int batches, const Recipe& recipe, const Network& network,
               const Dataset& training, const Dataset& validation, ThreadPool& pool) {
  const auto measured = [&](const Dataset& data) {
    return validate(recipe.loss,
                    compute_logits(network, data, recipe.input_mean, recipe.input_deviation, pool),
                    data.labels);
  };
  const Validation on_training = measured(training), on_validation = measured(validation);
  curve.batch.push_back(batches);
  curve.training_cost.push_back(on_training.loss);
  curve.training_accuracy.push_back(on_training.accuracy);
  curve.validation_cost.push_back(on_validation.loss);
  curve.validation_accuracy.push_back(on_validation.accuracy);
}

bool is_watched(int batches) {
  return batches % kCurveEvery == 0 || batches == 1 || batches == 2 || batches == 5 ||
         batches == 10;
}

// Ten pictures in two rows, the output's digit above each.
ColorPicture draw_weights(const Network& network, float scale) {
  constexpr int kZoom = 4, kSide = kImageSide * kZoom, kGap = 12, kHead = 26, kColumns = 5;
  ColorPicture picture(kColumns * (kSide + kGap) + kGap, 2 * (kSide + kHead + kGap), kPaper);
  for (int digit = 0; digit < kDigitCount; ++digit) {
    const int left = kGap + digit % kColumns * (kSide + kGap),
              top = digit / kColumns * (kSide + kHead + kGap) + kHead;
    picture.weights(left, top, kZoom, weights_of(network, digit), scale);
    picture.numeral(left + kSide / 2 - 5, top - 18, 2, digit, kInk);
  }
  return picture;
}

// A row of digits, their labels below; with guesses: in place of the label, in a frame that says
// right or wrong.
ColorPicture draw_row(const Dataset& digits, std::span<const int> guesses) {
  constexpr int kZoom = 2, kSide = kImageSide * kZoom, kGap = 10, kFrame = 3, kFoot = 30;
  const int count = digits.size();
  ColorPicture picture(count * (kSide + kGap) + kGap, kSide + 2 * kGap + kFoot, kPaper);
  for (int i = 0; i < count; ++i) {
    const int left = kGap + i * (kSide + kGap), label = digits.labels[static_cast<std::size_t>(i)];
    const int shown = guesses.empty() ? label : guesses[static_cast<std::size_t>(i)];
    const Rgb color = guesses.empty() ? kInk : shown == label ? kRight : kWrong;
    if (!guesses.empty())
      picture.fill(left - kFrame, kGap - kFrame, kSide + 2 * kFrame, kSide + 2 * kFrame, color);
    picture.digit(left, kGap, kZoom, digits.image(i));
    picture.numeral(left + kSide / 2 - 7, kGap + kSide + 9, 3, shown, color);
  }
  return picture;
}

// The weights after every image, from zeros: [frame][output][pixel].
std::vector<std::vector<std::vector<float>>> watch_weights(const Recipe& recipe,
                                                           const Dataset& data, const Split& split,
                                                           ThreadPool& pool) {
  Split first;
  first.training.assign(
      split.training.begin(),
      split.training.begin() + std::min<std::ptrdiff_t>(kMovieImages, std::ssize(split.training)));
  TrainingLoop loop(recipe, data, first, pool);
  std::vector<std::vector<std::vector<float>>> frames;
  const auto add_frame = [&] {
    frames.emplace_back();
    for (int digit = 0; digit < kDigitCount; ++digit)
      frames.back().push_back(weights_of(loop.state().network, digit));
  };
  add_frame();
  while (!loop.finished() && loop.run_step()) add_frame();
  return frames;
}

std::optional<std::string> add_movies(const Recipe& recipe, const Dataset& data, const Split& split,
                                      ThreadPool& pool, Study<LinearStudy>& study) {
  const Recipe slow = one_by_one(recipe);
  const auto frames = watch_weights(slow, data, split, pool);
  std::vector<float> all;
  for (const auto& picture : frames.back()) all.insert(all.end(), picture.begin(), picture.end());
  const float scale = scale_of(all);
  LinearStudy::Movie& about = study.document.movie;
  for (std::size_t digit = 0; digit < kDigitCount; ++digit) {
    constexpr int kSide = kImageSide * kMovieZoom;
    GifMovie movie{.width = kSide, .height = kSide, .palette = diverging_palette(), .frames = {}};
    for (const auto& frame : frames) {
      auto& pixels = movie.frames.emplace_back();
      for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
          pixels.push_back(diverging_index(static_cast<double>(
              frame[digit][static_cast<std::size_t>(y / kMovieZoom * kImageSide + x / kMovieZoom)] /
              scale)));
    }
    auto gif = encode_gif(movie);
    if (!gif) return gif.error();
    about.files.push_back("linear_weights_" + std::to_string(digit) + ".gif");
    study.pictures.emplace_back(about.files.back(), std::move(gif).value());
  }
  about.frames = static_cast<int>(frames.size());
  about.images = about.frames - 1;
  about.learning_rate = slow.optimizer.learning_rate;
  about.scale = static_cast<double>(scale);
  return std::nullopt;
}

// The same training to its end, for the page: ten cells per moment.
std::optional<std::string> add_learning(const Recipe& recipe, const Dataset& data,
                                        const Split& split, ThreadPool& pool, const StopAsked& stop,
                                        Study<LinearStudy>& study) {
  auto learning = watch_learning(recipe, data, split, pool, stop);
  if (!learning) return learning.error();
  auto png = encode_png(learning.value().sheet);
  if (!png) return png.error();
  study.document.learning = std::move(learning.value().study);
  study.document.learning.sheet.file = "linear_learning.png";
  study.pictures.emplace_back(study.document.learning.sheet.file, std::move(png).value());
  return std::nullopt;
}

// What the best network makes of the validation images: confusion, two rows of digits, ten pictures
// of weights.
std::optional<std::string> add_results(const Recipe& recipe, const Network& network,
                                       const Split& split, const Dataset& validation,
                                       ThreadPool& pool, Study<LinearStudy>& study) {
  const std::vector<float> logits =
      compute_logits(network, validation, recipe.input_mean, recipe.input_deviation, pool);
  Confusion confusion{};
  std::vector<int> guesses;
  for (std::size_t i = 0; i < validation.labels.size(); ++i) {
    const int digit = guess(std::span(logits).subspan(i * kDigitCount, kDigitCount));
    ++confusion[validation.labels[i]][static_cast<std::size_t>(digit)];
    if (i < kShown) guesses.push_back(digit);
  }
  std::vector<int> first(guesses.size());
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = static_cast<int>(i);
  const Dataset digits = subset(validation, first);
  const float scale = scale_of(network.parameters.front().values);
  LinearStudy& out = study.document;
  out.confusion = confusion;
  for (std::size_t i = 0; i < guesses.size(); ++i)
    out.shown.push_back({split.validation[i], digits.labels[i], guesses[i]});
  out.weights.picture = "linear_weights.png";
  out.weights.columns = 5;
  out.weights.zoom = 4;
  out.weights.scale = static_cast<double>(scale);
  out.digits = "linear_digits.png";
  out.predictions = "linear_predictions.png";
  for (const auto& [name, picture] :
       {std::pair{"linear_weights.png", draw_weights(network, scale)},
        std::pair{"linear_digits.png", draw_row(digits, {})},
        std::pair{"linear_predictions.png", draw_row(digits, guesses)}}) {
    auto png = encode_png(picture);
    if (!png) return png.error();
    study.pictures.emplace_back(name, std::move(png).value());
  }
  return std::nullopt;
}

void add_facts(const Recipe& recipe, TrainingLoop& loop, LinearStudy& study) {
  const History& history = loop.state().history;
  const EpochRecord& best =
      history.epochs[static_cast<std::size_t>(std::max(1, history.best_epoch) - 1)];
  study.recipe = recipe.name;
  study.batch = recipe.batch;
  study.epochs = recipe.epochs;
  study.batches_per_epoch = loop.steps_per_epoch();
  study.training_images = history.training_images;
  study.validation_images = history.validation_images;
  study.best = {best.epoch, best.validation_loss, best.validation_accuracy};
}

}  // namespace

Result<Study<LinearStudy>, std::string> make_linear_study(const Recipe& recipe, const Dataset& data,
                                                          ThreadPool& pool, const StopAsked& stop) {
  const Split split = split_indices(data.size(), recipe.validation_fraction);
  if (split.training.empty() || split.validation.empty())
    return Failure{std::string("too few images")};
  TrainingLoop loop(recipe, data, split, pool);
  if (!is_linear(loop.state().network))
    return Failure{std::string("the recipe's network is not 784 → 10")};
  const std::span<const int> training = split.training;
  const Dataset watched =
      subset(data, training.first(std::min<std::size_t>(training.size(), kCurveImages)));
  Study<LinearStudy> study;
  study.document.curve_images = watched.size();
  int batches = 0;
  const auto look = [&] {
    add_point(study.document.curve, batches, recipe, loop.state().network, watched,
              loop.validation(), pool);
  };
  look();
  while (!loop.finished()) {
    if (stop_asked(stop)) return Failure{std::string("stopped")};
    if (!loop.run_step())
      return Failure{"the training has diverged: " + loop.divergence() +
                     "; lower recipe.optimizer.learning_rate"};
    if (is_watched(++batches)) look();
  }
  add_facts(recipe, loop, study.document);
  if (auto error = add_results(recipe, loop.result(), split, loop.validation(), pool, study))
    return Failure{*error};
  if (auto error = add_movies(recipe, data, split, pool, study)) return Failure{*error};
  if (auto error = add_learning(recipe, data, split, pool, stop, study)) return Failure{*error};
  return study;
}

}  // namespace second_opinion
