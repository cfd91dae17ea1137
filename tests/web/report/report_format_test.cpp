// web/report/report_format: placeholders and number formats, as the article prints them.
#include "web/report/report_format.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

struct Case {
  const char* placeholder;
  const char* text;
};

TEST(ReportFormat, PrintsValuesByPathAndFormat) {
  const Case cases[] = {
      {"report.networks.cnn.test.accuracy|percent2", "99.62\u202F%"},
      {"networks.cnn.test.accuracy | percent1", "99.6\u202F%"},
      {"report.networks.cnn.test.interval|interval", "99.48–99.72\u202F%"},
      {"report.networks.cnn.test.interval|range1", "99.5–99.7\u202F%"},
      {"report.data.train|integer", "60\u202F000"},
      {"report.networks.cnn.parameters|integer", "209\u202F002"},
      {"report.networks.cnn.bytes|bytes", "212\u202FKB"},
      {"report.networks.cnn.multiply_adds|count", "27.0\u202FM"},
      {"report.networks.cnn.train_minutes|minutes", "1\u202Fh\u202F23\u202Fmin"},
      {"report.networks.cnn.test.loss|decimal3", "0.012"},
      {"report.data.disputed.count|word", "three"},
      {"report.networks.cnn.title", "Network <cnn> & co"},
      {"report.networks.cnn.recipe.optimizer.kind|text", "adamw"},
  };
  for (const Case& c : cases) {
    const auto text = format_placeholder(sample_report(), c.placeholder);
    ASSERT_TRUE(text.ok()) << c.placeholder << ": " << text.error();
    EXPECT_EQ(text.value(), c.text) << c.placeholder;
  }
}

TEST(ReportFormat, RefusesUnknownPathsAndFormats) {
  for (const char* wrong : {"report.networks.cnn.test.acuracy|percent2", "report.data.train|fancy",
                            "report.data.train|text", "report.networks.cnn.test.interval|percent2",
                            "report.networks.cnn.title|integer", "", "|"}) {
    EXPECT_FALSE(format_placeholder(sample_report(), wrong).ok()) << wrong;
  }
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
