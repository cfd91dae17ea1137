// Each call of run() is one round, in which every thread takes tasks until none
// is left and the caller waits for the last of them.
#include "native_trainer/threads/thread_pool.hpp"

#include <algorithm>

namespace second_opinion {

ThreadPool::ThreadPool(int threads) {
  if (threads <= 0) threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  for (int worker = 1; worker < threads; ++worker)
    threads_.emplace_back([this, worker] { wait_for_work(worker); });
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPool::take_tasks(const Work& work, int tasks, int worker) {
  for (int task = next_task_.fetch_add(1); task < tasks; task = next_task_.fetch_add(1))
    work(task, worker);
}

void ThreadPool::wait_for_work(int worker) {
  std::uint64_t seen = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [&] { return ending_ || round_ != seen; });
    if (ending_) return;
    seen = round_;
    const Work& work = *work_;
    const int tasks = tasks_;
    lock.unlock();
    take_tasks(work, tasks, worker);
    lock.lock();
    if (--busy_ == 0) idle_.notify_one();
  }
}

void ThreadPool::run(int tasks, const Work& work) {
  {
    const std::lock_guard lock(mutex_);
    work_ = &work;
    tasks_ = tasks;
    busy_ = static_cast<int>(threads_.size());
    next_task_ = 0;
    ++round_;
  }
  wake_.notify_all();
  take_tasks(work, tasks, 0);
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [&] { return busy_ == 0; });
}

}  // namespace second_opinion
