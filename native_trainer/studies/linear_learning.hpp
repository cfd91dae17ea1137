// The linear network image by image, from zeros, at moments that lie ever
// further apart: its ten pictures of weights and how well it reads by then.
#pragma once

#include "core/learning/training/split.hpp"
#include "core/report/linear_study.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/io/picture_sheet.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "native_trainer/training/events.hpp"

namespace second_opinion {

// The recipe's network and loss, from zeros, one image at a time by plain gradient descent, once
// over the data.
Recipe one_by_one(Recipe recipe);

struct LinearLearning {
  LearningStudy study;  // without the name of its sheet
  GreySheet sheet;      // a row of ten cells per moment: 128 = 0, in 33 shades, as many as an eye
                        // tells apart
};

// The recipe: 784 → 10. The error is "stopped", or says that the training failed.
Result<LinearLearning, std::string> watch_learning(const Recipe& recipe, const Dataset& data,
                                                   const Split& split, ThreadPool& pool,
                                                   const StopAsked& stop = {});

}  // namespace second_opinion
