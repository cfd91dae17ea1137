// web/page/frame_scheduler.hpp: a still page draws nothing.
#include "web/page/frame_scheduler.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

int frames_until_still(FrameScheduler& scheduler, int moving_frames = 0) {
  int drawn = 0;
  while (scheduler.wants_frame() && drawn < 1000) scheduler.drawn(++drawn <= moving_frames);
  return drawn;
}

TEST(FrameScheduler, DrawsAFewFramesAfterInputAndThenNone) {
  FrameScheduler scheduler;
  frames_until_still(scheduler);
  EXPECT_FALSE(scheduler.wants_frame());
  scheduler.wake();
  const int drawn = frames_until_still(scheduler);
  EXPECT_GE(drawn, 1);
  EXPECT_LE(drawn, 3);
}

TEST(FrameScheduler, DrawsAsLongAsSomethingMoves) {
  FrameScheduler scheduler;
  EXPECT_EQ(frames_until_still(scheduler, 40), 41);
}

TEST(FrameScheduler, CountsFrames) {
  FrameScheduler scheduler;
  const int drawn = frames_until_still(scheduler);
  EXPECT_EQ(scheduler.frames(), drawn);
}

}  // namespace
}  // namespace second_opinion
