// One training of many, from a recipe to its network, without files and without printing; and how
// many of them are run at once. Whoever runs them decides what to keep.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "core/learning/training/split.hpp"
#include "core/learning/training/training_loop.hpp"
#include "core/learning/training/training_state.hpp"
#include "core/network/network.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "native_trainer/training/events.hpp"

namespace second_opinion {

struct StudyTraining {
  Network network;  // best on validation, with the statistics it needs
  History history;
  std::string failure;   // why there is no network: how the training diverged; empty = trained
  bool stopped = false;  // half way, because it was asked to; nothing else holds then
};

// after_epoch may be empty; it sees the loop after every finished epoch.
StudyTraining train_for_study(const Recipe& recipe, const Dataset& data, const Split& split,
                              ThreadPool& pool, const StopAsked& stop = {},
                              const std::function<void(TrainingLoop&)>& after_epoch = {});

// Runs work(i) for every i, `threads` at once (0 = all cores), those of greatest
// cost first so that no thread is left alone with a long one; once it is asked to stop, no more are
// begun. work must not depend on the order.
void run_many(int threads, std::span<const double> costs, const StopAsked& stop,
              const std::function<void(int)>& work);

}  // namespace second_opinion
