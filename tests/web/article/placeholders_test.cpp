// Values go in; what has none is told.
#include "web/article/placeholders.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

Result<std::string, std::string> known(std::string_view placeholder) {
  if (placeholder == "report.a|integer") return std::string("12");
  return Failure{"unknown path " + std::string(placeholder)};
}

TEST(Placeholders, AreReplacedByTheirValues) {
  const auto text = fill_placeholders("a {{report.a|integer}} b {{report.a|integer}}", known);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text.value(), "a 12 b 12");
}

TEST(Placeholders, BarsMayBeEscapedAsTablesWantIt) {
  const auto text = fill_placeholders("| {{report.a\\|integer}} |", known);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text.value(), "| 12 |");
}

TEST(Placeholders, EveryMissingValueIsToldWithItsLine) {
  const auto text =
      fill_placeholders("one\n{{report.b}}\n{{report.a|integer}}\n{{report.c}}", known);
  ASSERT_FALSE(text.ok());
  EXPECT_NE(text.error().find("line 2: unknown path report.b"), std::string::npos);
  EXPECT_NE(text.error().find("line 4: unknown path report.c"), std::string::npos);
}

TEST(Placeholders, OpenBracesAreRefused) {
  EXPECT_FALSE(fill_placeholders("a {{report.a|integer", known).ok());
}

}  // namespace
}  // namespace second_opinion
