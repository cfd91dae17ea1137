// Teachers and banks for tests of distillation.
#pragma once

#include "core/learning/training/split.hpp"
#include "native_trainer/distillation/teacher_ensemble.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion::testing {

inline constexpr const char* kDistillation =
    R"("distillation": {"weight": 0.5, "temperature": 2}, )";

// The small recipe with a distillation part.
inline Recipe distilled_recipe(const std::string& distillation = kDistillation) {
  std::string text = kSmallRecipe;
  text.insert(text.find('{') + 1, distillation);
  return parse_recipe(text).value();
}

inline Teacher teacher_of(const NetworkSpec& spec, unsigned seed, const std::string& name,
                          float temperature) {
  WeightsFile file = weights_file(spec);
  file.network = fold_batch_norm(random_network(spec, seed));
  file.temperature = temperature;
  return {std::move(file), name, seed};
}

// Two teachers of different families, temperatures and input scaling; three views of which the last
// is light.
inline BankJob bank_job(const Recipe& recipe, const Dataset& data, bool full = false) {
  BankJob job;
  job.recipe = recipe;
  job.teachers = {teacher_of(cnn_spec(), 4, "a.weights", 1.5f),
                  teacher_of(transformer_spec(), 5, "b.weights", 0.8f)};
  job.teachers[1].file.input_mean = 0;
  job.training_part = training_part(
      split_indices(data.size(), full ? 0 : recipe.validation_fraction), recipe.training_images);
  job.views = recipe.epochs;
  job.light_views = light_views(recipe, job.views).value();
  return job;
}

inline TeacherBank small_bank(const Recipe& recipe, const Dataset& data, bool full = false) {
  ThreadPool pool(1);
  TeacherBank bank = make_bank(bank_job(recipe, data, full), data, pool);
  encode_bank(bank);  // gives it its checksum
  return bank;
}

}  // namespace second_opinion::testing
