// A thin driver of TrainingLoop, which asks between steps whether to stop.
#include "native_trainer/studies/study_training.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace second_opinion {

StudyTraining train_for_study(const Recipe& recipe, const Dataset& data, const Split& split,
                              ThreadPool& pool, const StopAsked& stop,
                              const std::function<void(TrainingLoop&)>& after_epoch) {
  TrainingLoop loop(recipe, data, split, pool);
  StudyTraining out;
  while (!loop.finished()) {
    if (stop_asked(stop)) {
      out.stopped = true;
      return out;
    }
    const int epoch = loop.state().epoch;
    if (!loop.run_step()) {
      out.failure = "diverged: " + loop.divergence();
      return out;
    }
    if (loop.state().epoch != epoch && after_epoch) after_epoch(loop);
  }
  out.network = loop.result();
  out.history = loop.state().history;
  return out;
}

void run_many(int threads, std::span<const double> costs, const StopAsked& stop,
              const std::function<void(int)>& work) {
  std::vector<int> order(costs.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return costs[static_cast<std::size_t>(a)] > costs[static_cast<std::size_t>(b)];
  });
  ThreadPool pool(threads);
  pool.run(static_cast<int>(order.size()), [&](int task, int) {
    if (!stop_asked(stop)) work(order[static_cast<std::size_t>(task)]);
  });
}

}  // namespace second_opinion
