// web/figures/kit/figure_kit: probabilities and digits in words.
#include "web/figures/kit/figure_kit.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

TEST(FigureKit, NeverCallsAnythingCertain) {
  EXPECT_EQ(probability_text(1.0), "> 99.9\u202F%");
  EXPECT_EQ(probability_text(0.0), "< 0.1\u202F%");
  EXPECT_EQ(probability_text(0.93), "93\u202F%");
  EXPECT_EQ(probability_text(0.996), "99.6\u202F%");
}

TEST(FigureKit, TellsADigitInASentence) {
  const int hero = sample_report().tagged("hero")[0];
  EXPECT_EQ(digit_sentence(sample_report().digits.items[static_cast<std::size_t>(hero)]),
            "labelled 4; CNN 9 (91\u202F%), Transformer 4 (91\u202F%)");
}

}  // namespace
}  // namespace second_opinion
