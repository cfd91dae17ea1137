// web/figures/kit/figure_kit: options, tables and probabilities in words.
#include "web/figures/kit/figure_kit.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

TEST(FigureKit, ReadsOptions) {
  EXPECT_EQ(option_value("network=cnn&set=wrong", "network"), "cnn");
  EXPECT_EQ(option_value("network=cnn&set=wrong", "set"), "wrong");
  EXPECT_EQ(option_value("network=cnn", "net"), "");
  EXPECT_EQ(option_value("", "set"), "");
}

TEST(FigureKit, RefusesStrangeOptions) {
  static constexpr std::string_view kKnown[] = {"network"};
  EXPECT_TRUE(check_options("network=cnn", kKnown).ok());
  EXPECT_TRUE(check_options("", {}).ok());
  EXPECT_FALSE(check_options("network=cnn&x=1", kKnown).ok());
  EXPECT_FALSE(check_options("network", kKnown).ok());
  EXPECT_FALSE(network_option("network=CNN", NetworkId::kCnn).ok());
}

TEST(FigureKit, WritesTablesWithHeadsAndEscapes) {
  EXPECT_EQ(
      html_table({{"A", "<B>"}, {"1", "2 & 3"}}),
      "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">&lt;B&gt;</th></tr></thead>"
      "<tbody><tr><th scope=\"row\">1</th><td>2 &amp; 3</td></tr></tbody></table>");
  const std::string numbers =
      html_table({{"Network", "Errors", "Note"}, {"CNN", "12", "5 seeds"}, {"MLP", "–", "one"}});
  EXPECT_NE(numbers.find("<th scope=\"col\" class=\"number\">Errors</th>"), std::string::npos)
      << numbers;
  EXPECT_NE(numbers.find("<td class=\"number\">–</td>"), std::string::npos);
  EXPECT_NE(numbers.find("<td>5 seeds</td>"), std::string::npos)
      << "words among them: a column of words";
}

TEST(FigureKit, NeverCallsAnythingCertain) {
  EXPECT_EQ(probability_text(1.0), "> 99.9\u202F%");
  EXPECT_EQ(probability_text(0.0), "< 0.1\u202F%");
  EXPECT_EQ(probability_text(0.93), "93\u202F%");
  EXPECT_EQ(probability_text(0.996), "99.6\u202F%");
}

TEST(FigureKit, TellsADigitInASentence) {
  const int hero = sample_report().tagged("hero")[0];
  EXPECT_EQ(digit_sentence(sample_report().digits[static_cast<std::size_t>(hero)]),
            "labelled 4; CNN 9 (91\u202F%), Transformer 4 (91\u202F%)");
}

}  // namespace
}  // namespace second_opinion
