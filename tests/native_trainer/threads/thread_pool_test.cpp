// Covers native_trainer/threads/thread_pool.cpp.
#include "native_trainer/threads/thread_pool.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(ThreadPool, DoesEveryTaskOnceInEveryRound) {
  ThreadPool pool(4);
  EXPECT_EQ(pool.size(), 4);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::atomic<int>> done(17);
    pool.run(17, [&](int task, int worker) {
      ASSERT_LT(worker, 4);
      ++done[static_cast<std::size_t>(task)];
    });
    for (const auto& count : done) ASSERT_EQ(count, 1);
  }
}

TEST(ThreadPool, OneThreadAndNoTasksAreFine) {
  ThreadPool pool(1);
  int sum = 0;
  pool.run(3, [&](int task, int) { sum += task; });
  EXPECT_EQ(sum, 3);
  pool.run(0, [&](int, int) { sum = -1; });
  EXPECT_EQ(sum, 3);
}

TEST(ThreadPool, ZeroMeansAllCores) {
  EXPECT_GE(ThreadPool(0).size(), 1);
}

}  // namespace
}  // namespace second_opinion
