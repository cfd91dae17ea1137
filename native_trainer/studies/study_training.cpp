// A thin driver of TrainingLoop; signals are looked at between steps.
#include "native_trainer/studies/study_training.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "native_trainer/training/stop_request.hpp"

namespace second_opinion {

StudyTraining train_for_study(const Recipe& recipe, const Dataset& data, const Split& split,
                              ThreadPool& pool,
                              const std::function<void(TrainingLoop&)>& after_epoch) {
  TrainingLoop loop(recipe, data, split, pool);
  StudyTraining out;
  while (!loop.finished()) {
    if (StopRequest::signal() != 0) {
      out.stopped = true;
      return out;
    }
    const int epoch = loop.state().epoch;
    if (!loop.run_step()) {
      out.failure = "the loss was not a finite number in epoch " + std::to_string(epoch + 1);
      return out;
    }
    if (loop.state().epoch == epoch) continue;
    if (!loop.state().history.full &&
        !std::isfinite(loop.state().history.epochs.back().validation_loss)) {
      out.failure =
          "the validation loss was not a finite number after epoch " + std::to_string(epoch + 1);
      return out;
    }
    if (after_epoch) after_epoch(loop);
  }
  out.network = loop.result();
  out.history = loop.state().history;
  return out;
}

void run_many(int threads, std::span<const double> costs, const std::function<void(int)>& work) {
  std::vector<int> order(costs.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return costs[static_cast<std::size_t>(a)] > costs[static_cast<std::size_t>(b)];
  });
  ThreadPool pool(threads);
  pool.run(static_cast<int>(order.size()), [&](int task, int) {
    if (StopRequest::signal() == 0) work(order[static_cast<std::size_t>(task)]);
  });
}

}  // namespace second_opinion
