// One function per part of the file; ranges are wide enough for any sensible
// experiment and narrow enough to catch a slipped digit.
#include "native_trainer/recipe/recipe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

#include "core/json/json_reader.hpp"
#include "native_trainer/recipe/recipe_network.hpp"

namespace second_opinion {
namespace {

// The weights file keeps the recipe, beside a few facts about the training.
constexpr std::size_t kMostRecipeBytes = kMaxProvenanceBytes / 2;

InitializationSettings read_initialization(JsonReader json) {
  InitializationSettings s;
  constexpr std::array kKinds{InitializationKind::kHe, InitializationKind::kXavier,
                              InitializationKind::kNormal, InitializationKind::kTruncatedNormal,
                              InitializationKind::kZeros};
  s.kind = kKinds[static_cast<std::size_t>(
      json.choice("kind", 0, {"he", "xavier", "normal", "truncated_normal", "zeros"}))];
  if (s.kind == InitializationKind::kNormal || s.kind == InitializationKind::kTruncatedNormal)
    s.deviation = json.number("deviation", 1e-6, 10);
  s.positions = json.choice("positions", 1, {"normal", "sine"}) == 0 ? PositionStart::kNormal
                                                                     : PositionStart::kSine;
  json.finish();
  return s;
}

LossSettings read_loss(JsonReader json) {
  LossSettings s;
  constexpr std::array kKinds{LossKind::kCrossEntropy, LossKind::kMse, LossKind::kMae};
  s.kind = kKinds[static_cast<std::size_t>(json.choice("kind", {"cross_entropy", "mse", "mae"}))];
  if (s.kind != LossKind::kCrossEntropy)
    s.output = json.choice("output", {"softmax", "linear"}) == 0 ? OutputKind::kSoftmax
                                                                 : OutputKind::kLinear;
  s.label_smoothing = json.number("label_smoothing", 0, 0, 0.5);
  json.finish();
  return s;
}

DistillationSettings read_distillation(JsonReader json) {
  DistillationSettings s;
  s.weight = json.number("weight", 0, 1);
  s.temperature = json.number("temperature", 0.1, 100);
  json.finish();
  return s;
}

OptimizerSettings read_optimizer(JsonReader json) {
  OptimizerSettings s;
  constexpr std::array kKinds{OptimizerKind::kSgd,     OptimizerKind::kAdam,
                              OptimizerKind::kAdamw,   OptimizerKind::kRmsprop,
                              OptimizerKind::kAdagrad, OptimizerKind::kAdadelta,
                              OptimizerKind::kAdamax};
  s.kind = kKinds[static_cast<std::size_t>(
      json.choice("kind", {"sgd", "adam", "adamw", "rmsprop", "adagrad", "adadelta", "adamax"}))];
  s.learning_rate = json.number("learning_rate", 1e-9, 100);
  const bool sgd = s.kind == OptimizerKind::kSgd, rms = s.kind == OptimizerKind::kRmsprop;
  const bool delta = s.kind == OptimizerKind::kAdadelta, grad = s.kind == OptimizerKind::kAdagrad;
  if (sgd || rms) s.momentum = json.number("momentum", 0, 0, 0.9999);
  if (sgd) s.nesterov = json.boolean("nesterov", false);
  if (!sgd && !rms && !delta && !grad) {
    s.beta_1 = json.number("beta_1", 0.9, 0, 0.9999);
    s.beta_2 = json.number("beta_2", 0.999, 0, 0.999999);
  }
  if (rms || delta) s.rho = json.number("rho", rms ? 0.99 : 0.9, 0, 0.9999);
  if (!sgd) s.epsilon = json.number("epsilon", delta ? 1e-6 : grad ? 1e-10 : 1e-8, 1e-16, 1);
  s.weight_decay = json.number("weight_decay", s.kind == OptimizerKind::kAdamw ? 0.01 : 0, 0, 10);
  s.decoupled = json.boolean("decoupled", s.kind == OptimizerKind::kAdamw);
  s.decay_norms_and_biases = json.boolean("decay_norms_and_biases", false);
  if (s.nesterov && s.momentum == 0) json.refuse("nesterov", "needs a momentum above 0");
  json.finish();
  return s;
}

ScheduleSettings read_schedule(JsonReader json, int epochs) {
  ScheduleSettings s;
  constexpr std::array kKinds{ScheduleKind::kConstant, ScheduleKind::kStep, ScheduleKind::kCosine,
                              ScheduleKind::kOneCycle};
  s.kind = kKinds[static_cast<std::size_t>(
      json.choice("kind", 0, {"constant", "step", "cosine", "one_cycle"}))];
  const bool one_cycle = s.kind == ScheduleKind::kOneCycle;
  s.warmup_epochs = json.number("warmup_epochs", one_cycle ? 0.3 * epochs : 0, 0, epochs);
  s.start_factor = json.number("start_factor", one_cycle ? 0.04 : 0, 0, 1);
  if (one_cycle || s.kind == ScheduleKind::kCosine)
    s.final_factor = json.number("final_factor", 0, 0, 1);
  if (s.kind == ScheduleKind::kStep) {
    s.step_epochs = json.number("step_epochs", 1e-3, 1e6);
    s.step_factor = json.number("step_factor", 0.1, 1e-6, 1);
  }
  json.finish();
  return s;
}

DisturbanceSettings read_disturbance(JsonReader json, int epochs) {
  DisturbanceSettings s;
  s.probability = json.number("probability", 0, 0, 1);
  s.most = json.integer("most", s.most, 1, static_cast<int>(disturbance_families().size()));
  s.least_strength = json.number("least_strength", s.least_strength, 0, 1);
  s.most_strength = json.number("most_strength", s.most_strength, s.least_strength, 1);
  s.families =
      static_cast<FamilyChoice>(json.choice("families", 0, {"all", "first_half", "second_half"}));
  s.last_epochs = json.integer("last_epochs", 0, 0, epochs);
  s.last_probability = json.number("last_probability", 0, 0, 1);
  json.finish();
  return s;
}

AugmentationSettings read_augmentation(JsonReader json, int epochs) {
  AugmentationSettings s;
  s.rotation_degrees = json.number("rotation_degrees", 0, 0, 180);
  s.scale = json.number("scale", 0, 0, 0.9);
  s.shear_degrees = json.number("shear_degrees", 0, 0, 60);
  s.shift_pixels = json.number("shift_pixels", 0, 0, 14);
  s.elastic_probability = json.number("elastic_probability", 0, 0, 1);
  s.elastic_peak_pixels = json.number("elastic_peak_pixels", s.elastic_peak_pixels, 0, 10);
  s.elastic_spacing_pixels = json.number("elastic_spacing_pixels", s.elastic_spacing_pixels, 1, 28);
  s.thickness_probability = json.number("thickness_probability", 0, 0, 1);
  s.thickness = json.number("thickness", s.thickness, 0, 1);
  s.blur_probability = json.number("blur_probability", 0, 0, 1);
  s.blur = json.number("blur", s.blur, 0, 1);
  s.contrast_probability = json.number("contrast_probability", 0, 0, 1);
  s.contrast = json.number("contrast", s.contrast, 0, 4);
  s.erase_probability = json.number("erase_probability", 0, 0, 1);
  s.erase_side_pixels = json.integer("erase_side_pixels", s.erase_side_pixels, 1, 28);
  s.light_last_epochs = json.integer("light_last_epochs", 0, 0, epochs);
  s.light_factor = json.number("light_factor", s.light_factor, 0, 1);
  json.finish();
  return s;
}

void read_course(JsonReader& json, Recipe& recipe) {
  recipe.epochs = json.integer("epochs", 1, 100000);
  recipe.batch = json.integer("batch", 128, 1, 60000);
  recipe.sub_batch = json.integer("sub_batch", 32, 1, 1024);
  recipe.gradient_clip = json.number("gradient_clip", 0, 0, 1e6);
  recipe.ema_half_life_epochs = json.number("ema_half_life_epochs", 0, 0, 1000);
  recipe.early_stopping_patience = json.integer("early_stopping_patience", 0, 0, 100000);
  recipe.training_images = json.integer("training_images", 0, 0, 1000000);
  recipe.validation_fraction = json.number("validation_fraction", 0.2, 0.001, 0.9);
  recipe.split = json.choice("split", 0, {"random", "writers"}) == 0 ? SplitKind::kRandom
                                                                     : SplitKind::kWriters;
  recipe.seed = static_cast<std::uint64_t>(json.integer("seed", 0, 0, 2147483647));
  recipe.storage = json.choice("storage", 1, {"float16", "float32"}) == 0 ? Storage::kFloat16
                                                                          : Storage::kFloat32;
  JsonReader input = json.object("input");
  recipe.input_mean = static_cast<float>(input.number("mean", 0, -1, 1));
  recipe.input_deviation = static_cast<float>(input.number("deviation", 1, 1e-3, 100));
  input.finish();
}

}  // namespace

Result<Recipe, std::string> parse_recipe(std::string_view text) {
  if (text.size() > kMostRecipeBytes) {
    return Failure{"recipe: has " + std::to_string(text.size()) + " bytes; a weights file keeps " +
                   std::to_string(kMostRecipeBytes) + " at most"};
  }
  // Comments are allowed: a recipe may explain its choices.
  const nlohmann::json document = nlohmann::json::parse(text, nullptr, false, true);
  if (document.is_discarded())
    return Failure{std::string("recipe: is not valid JSON; check brackets, commas and quotes")};
  std::string error;
  Recipe recipe;
  recipe.text = document.dump();
  JsonReader json(document, "recipe", error);
  recipe.name = json.text("name");
  recipe.description = json.text("description", "");
  read_course(json, recipe);
  recipe.initialization = read_initialization(json.object("initialization"));
  recipe.loss = read_loss(json.object("loss"));
  if (json.has("distillation"))
    recipe.distillation = read_distillation(json.object("distillation"));
  if (recipe.distillation && recipe.loss.kind != LossKind::kCrossEntropy)
    json.refuse("distillation", "needs recipe.loss.kind \"cross_entropy\"");
  recipe.optimizer = read_optimizer(json.object("optimizer"));
  recipe.schedule = read_schedule(json.object("schedule"), recipe.epochs);
  recipe.augmentation = read_augmentation(json.object("augmentation"), recipe.epochs);
  recipe.disturbance = read_disturbance(json.object("disturbance"), recipe.epochs);
  recipe.network = read_network(json);
  json.finish();
  if (!error.empty()) return Failure{error};
  return recipe;
}

Result<Recipe, std::string> read_recipe(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return Failure{path.string() +
                   ": cannot be read; name a recipe such as native_trainer/recipes/cnn.json"};
  auto recipe = parse_recipe(text.str());
  if (!recipe) return Failure{path.string() + ": " + recipe.error()};
  return recipe;
}

Recipe with_epochs(Recipe recipe, int epochs) {
  const double share = static_cast<double>(epochs) / recipe.epochs;
  recipe.schedule.warmup_epochs *= share;
  recipe.schedule.step_epochs *= share;
  recipe.augmentation.light_last_epochs =
      std::min(recipe.augmentation.light_last_epochs, epochs / 2);
  recipe.disturbance.last_epochs =
      static_cast<int>(std::lround(recipe.disturbance.last_epochs * share));
  recipe.epochs = epochs;
  return recipe;
}

}  // namespace second_opinion
