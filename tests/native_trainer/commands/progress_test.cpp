// Covers native_trainer/commands/progress.cpp.
#include "native_trainer/commands/progress.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(Progress, BarFillsWithItsShare) {
  EXPECT_EQ(progress_bar(0, 4), "[────]");
  EXPECT_EQ(progress_bar(0.5, 4), "[██──]");
  EXPECT_EQ(progress_bar(7, 4), "[████]");
}

TEST(Progress, DurationsReadWell) {
  EXPECT_EQ(duration_text(0.4), "0 s");
  EXPECT_EQ(duration_text(59.4), "59 s");
  EXPECT_EQ(duration_text(59.6), "1 min 00 s");
  EXPECT_EQ(duration_text(7625), "2 h 07 min");
  EXPECT_EQ(duration_text(-3), "0 s");
}

TEST(Progress, OnlyATerminalGetsABar) {
  for (const bool terminal : {false, true}) {
    ::testing::internal::CaptureStdout();
    {
      Progress progress(terminal);
      progress.draw(0.5, "half");
      progress.line("a line");
    }
    const std::string text = ::testing::internal::GetCapturedStdout();
    EXPECT_EQ(text.find("half") != std::string::npos, terminal);
    EXPECT_NE(text.find("a line\n"), std::string::npos);
  }
}

}  // namespace
}  // namespace second_opinion
