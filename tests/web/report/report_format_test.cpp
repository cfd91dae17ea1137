// web/report/report_format: numbers as the article prints them.
#include "web/report/report_format.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(ReportFormat, PrintsFractionsAsPercentages) {
  EXPECT_EQ(format_percent(0.9962, 2), "99.62\u202F%");
  EXPECT_EQ(format_percent(-0.0001, 1), "0.0\u202F%");
  EXPECT_EQ(format_percent_range({0.99479, 0.99723}, 1), "99.5–99.7\u202F%");
}

TEST(ReportFormat, GroupsThousandsFromFiveDigits) {
  EXPECT_EQ(format_integer(0), "0");
  EXPECT_EQ(format_integer(9985), "9985");
  EXPECT_EQ(format_integer(10000), "10\u202F000");
  EXPECT_EQ(format_integer(-1234567), "−1\u202F234\u202F567");
  EXPECT_EQ(format_integer(-0.2), "0");
}

TEST(ReportFormat, ChoosesUnitsThatSuitTheSize) {
  EXPECT_EQ(format_bytes(999), "999\u202Fbytes");
  EXPECT_EQ(format_bytes(7850), "7.8\u202FKB");
  EXPECT_EQ(format_bytes(1.25e6), "1.2\u202FMB");
  EXPECT_EQ(format_count(7850), "7850");
  EXPECT_EQ(format_count(50890), "51\u202Fk");
  EXPECT_EQ(format_minutes(0.1), "6\u202Fs");
  EXPECT_EQ(format_minutes(60), "1\u202Fh");
  EXPECT_EQ(format_minutes(59.6), "1\u202Fh");
}

TEST(ReportFormat, EscapesWhatHtmlWouldRead) {
  EXPECT_EQ(escape_html("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
}

}  // namespace
}  // namespace second_opinion
