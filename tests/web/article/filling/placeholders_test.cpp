// web/article/filling/placeholders: values by name and format; what has no value is told.
#include "web/article/filling/placeholders.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

TEST(Placeholders, PrintValuesByNameAndFormat) {
  const struct {
    const char* placeholder;
    const char* text;
  } kCases[] = {
      {"report.networks.cnn.test.accuracy|percent2", "99.62\u202F%"},
      {" report.networks.cnn.test.accuracy | percent1 ", "99.6\u202F%"},
      {"report.networks.cnn.test.interval|interval", "99.48–99.72\u202F%"},
      {"report.networks.cnn.test.interval|range1", "99.5–99.7\u202F%"},
      {"report.data.train|integer", "60\u202F000"},
      {"report.networks.cnn.parameters|integer", "209\u202F002"},
      {"report.networks.cnn.bytes|bytes", "212\u202FKB"},
      {"report.networks.cnn.multiply_adds|count", "27.0\u202FM"},
      {"report.networks.cnn.train_minutes|minutes", "1\u202Fh\u202F23\u202Fmin"},
      {"report.networks.cnn.test.loss|decimal3", "0.012"},
      {"report.data.disputed.count|word", "three"},
      {"report.data.test|word", "10\u202F000"},
      {"report.networks.cnn.title", "Network <cnn> & co"},
      {"report.networks.cnn.recipe.optimizer.kind|text", "adamw"},
      {"report.studies.ablation.no_augmentation.accuracy|percent0", "99\u202F%"},
  };
  for (const auto& [placeholder, text] : kCases) {
    const PlaceholderAnswer answer = answer_placeholder(sample_report(), placeholder);
    ASSERT_TRUE(std::holds_alternative<std::string>(answer)) << placeholder;
    EXPECT_EQ(std::get<std::string>(answer), text) << placeholder;
  }
}

TEST(Placeholders, RefuseUnknownNamesAndFormats) {
  for (const char* wrong : {"report.networks.cnn.test.acuracy|percent2", "report.data.train|fancy",
                            "report.data.train|text", "report.networks.cnn.test.interval|percent2",
                            "report.networks.cnn.title|integer", "networks.cnn.title", "", "|"}) {
    const PlaceholderAnswer answer = answer_placeholder(sample_report(), wrong);
    ASSERT_TRUE(std::holds_alternative<WrongName>(answer)) << wrong;
    EXPECT_FALSE(std::get<WrongName>(answer).words.empty()) << wrong;
  }
}

TEST(Placeholders, TellWhatWasNeverMeasured) {
  const PlaceholderAnswer answer =
      answer_placeholder(sample_report(), "report.studies.templates.count|word");
  ASSERT_TRUE(std::holds_alternative<NotMeasured>(answer));
  EXPECT_EQ(std::get<NotMeasured>(answer).name, "studies.templates");
}

}  // namespace
}  // namespace second_opinion
