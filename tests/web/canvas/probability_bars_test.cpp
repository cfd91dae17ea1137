// web/canvas/probability_bars.cpp: percentages never claim certainty that is not there.
#include "web/canvas/probability_bars.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(Percentage, NeverRoundsToCertainty) {
  const std::pair<float, const char*> cases[] = {
      {0.9998f, "99.98\u2009%"}, {0.999999f, ">\u200a99.99\u2009%"}, {1.0f, "100.00\u2009%"},
      {0.5f, "50.00\u2009%"},    {0.00001f, "<\u200a0.01\u2009%"},   {0.0f, "0.00\u2009%"},
  };
  for (const auto& [probability, text] : cases) EXPECT_EQ(percentage(probability), text);
}

}  // namespace
}  // namespace second_opinion
