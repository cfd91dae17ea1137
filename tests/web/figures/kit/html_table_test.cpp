// web/figures/kit/html_table: heads, numbers, escapes.
#include "web/figures/kit/html_table.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(HtmlTable, HasHeadsAndEscapes) {
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

}  // namespace
}  // namespace second_opinion
