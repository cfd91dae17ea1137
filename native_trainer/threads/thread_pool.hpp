// Threads that wait for work, so that a training step does not start new ones.
// Which thread does which task is left to chance; results must not depend on it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/part_runner.hpp"

namespace second_opinion {

class ThreadPool {
 public:
  explicit ThreadPool(int threads = 0);  // 0 = all cores; the caller of run() is one of them
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int size() const { return static_cast<int>(threads_.size()) + 1; }

  // work(task, worker) for every task 0 … tasks - 1, worker 0 … size() - 1; returns when all are
  // done.
  using Work = PartRunner::Work;
  void run(int tasks, const Work& work);

  // A pool does the parts of whatever asks for a PartRunner; it must outlive that.
  operator PartRunner() {
    return {size(), [this](int parts, const Work& work) { run(parts, work); }};
  }

 private:
  void wait_for_work(int worker);
  void take_tasks(const Work& work, int tasks, int worker);

  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  const Work* work_ = nullptr;
  int tasks_ = 0;
  int busy_ = 0;
  std::uint64_t round_ = 0;
  bool ending_ = false;
  std::atomic<int> next_task_{0};
};

}  // namespace second_opinion
