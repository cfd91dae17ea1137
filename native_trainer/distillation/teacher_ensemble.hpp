// Runs an ensemble of teachers over every view of the training pictures and
// collects the mean of their logits in a bank. Trains nobody.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/base/part_runner.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/distillation/teacher_bank.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

struct Teacher {
  WeightsFile file;
  std::string name;            // of the file, without folders
  std::uint32_t checksum = 0;  // of the file
};

// What a bank is to be made of.
struct BankJob {
  Recipe recipe;  // the student's: augmentation, and the seed of it
  std::vector<Teacher> teachers;
  std::vector<int> training_part;  // ascending indices
  int views = 0;
  int light_views = 0;
};

// After each view: its number from 1, the accuracy of the mean logits on it.
using AfterView = std::function<void(int view, double accuracy)>;

// The mean over teachers of (logits / the teacher's own temperature): calibrated logits, so that an
// overconfident teacher does not outvote the others. Their softmax is the normalised geometric mean
// of the teachers' probabilities. Same bits for any number of workers.
TeacherBank make_bank(const BankJob& job, const Dataset& data, const PartRunner& runner,
                      const AfterView& after_view = nullptr);

// How many of `views` are light for a recipe's light_last_epochs; nothing when no ordinary view
// would be left.
std::optional<int> light_views(const Recipe& recipe, int views);

}  // namespace second_opinion
