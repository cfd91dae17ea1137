// The network from nothing: 784 → 10 with squared error, watched batch by
// batch, and its weights as pictures that move. Measures and draws; no disk.
// Costs are the recipe's loss. In the pictures blue is a negative weight and red a positive one; a
// prediction's frame is green when right and red when wrong.
#pragma once

#include "core/report/linear_study.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/studies/study.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "native_trainer/training/events.hpp"

namespace second_opinion {

// The recipe must be one of ten outputs from 784 pixels. The error says what does not fit, or
// "stopped".
Result<Study<LinearStudy>, std::string> make_linear_study(const Recipe& recipe, const Dataset& data,
                                                          ThreadPool& pool,
                                                          const StopAsked& stop = {});

}  // namespace second_opinion
