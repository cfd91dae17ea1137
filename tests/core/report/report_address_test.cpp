// Covers core/report/report_address: names lead to values, to what was never measured, or to words
// that list what there is.
#include "core/report/report_address.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_document.hpp"

namespace second_opinion {
namespace {

const Report& sample() {
  static const Report report = testing::sample_document();
  return report;
}

TEST(ReportAddress, FindsNumbersByName) {
  const struct {
    const char* name;
    double value;
  } kNames[] = {
      {"data.test", 10000},
      {"data.disputed.count", 3},
      {"networks.cnn.test.accuracy", 0.9962},
      {"networks.cnn.test.interval.low", 0.99479},
      {"networks.cnn.test.mixups.first.truth", 4},
      {"networks.cnn.test.mixups.last.truth", 8},
      {"networks.linear.test.per_class.five", 0.993},
      {"networks.linear.test.confusion.two.eight", 90},
      {"networks.cnn.recipe.epochs", 5},
      {"studies.ablation.base.accuracy", 0.9951},
      {"studies.ablation.rows.no_augmentation.accuracy", 0.9931},
      {"studies.ablation.rows.count", 3},
      {"studies.seeds.networks.cnn.seeds.seed_2.errors", 29},
      {"studies.overfitting.networks.mlp.runs.last.images", 50000},
      {"studies.sweep.factors.learning_rate.smallest", 0.001},
      {"studies.sweep.factors.learning_rate.largest", 0.1},
      {"studies.stress.noise_2.parameter", 1},
      {"studies.stress.networks.transformer.clean.accuracy", 0.9941},
      {"studies.own.rows.last.n", 9},
  };
  for (const auto& [name, value] : kNames) {
    const ReportAnswer answer = find_in_report(sample(), name);
    const auto* found = std::get_if<ReportValue>(&answer);
    ASSERT_NE(found, nullptr) << name;
    ASSERT_EQ(found->numbers.size(), 1u) << name;
    EXPECT_DOUBLE_EQ(found->numbers[0], value) << name;
  }
}

TEST(ReportAddress, FindsTextsAndIntervals) {
  const ReportAnswer title = find_in_report(sample(), "networks.mlp.title");
  EXPECT_EQ(std::get<ReportValue>(title).text, "Network <mlp> & co");
  const ReportAnswer kind = find_in_report(sample(), "networks.cnn.recipe.optimizer.kind");
  EXPECT_EQ(std::get<ReportValue>(kind).text, "adamw");
  const ReportAnswer interval = find_in_report(sample(), "networks.cnn.test.interval");
  EXPECT_EQ(std::get<ReportValue>(interval).numbers, (std::vector<double>{0.99479, 0.99723}));
}

TEST(ReportAddress, TellsWhatWasNeverMeasured) {
  Report report = testing::sample_document();
  report.networks.shown[2].validation = {};
  for (const auto& [name, missing] :
       {std::pair{"studies.templates.count", "studies.templates"},
        {"studies.files.networks.cnn.before.errors", "studies.files"},
        {"networks.nano.test.accuracy", "networks.nano"},
        {"networks.cnn.validation.accuracy", "networks.cnn.validation"}}) {
    const ReportAnswer answer = find_in_report(report, name);
    const auto* found = std::get_if<NotMeasured>(&answer);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->name, missing);
  }
}

TEST(ReportAddress, AnswersAWrongNameWithWhatThereIs) {
  const struct {
    const char* name;
    const char* words;
  } kNames[] = {
      {"networks.cnn.test.acuracy",
       "report.networks.cnn.test has no \"acuracy\"; there are images"},
      {"studies.ablation.sgdd.accuracy",
       "has no \"sgdd\"; there are seeds, images, rows, base, no_"},
      {"studies.ablation.rows.0.accuracy", "report.studies.ablation.rows has no \"0\""},
      {"networks.linear.test.per_class.5", "has no \"5\"; there are zero, one"},
      {"studies.sweep.factors.seed.2", "there are count, first, last, smallest, largest"},
      {"studies.seeds.networks.cnnn.mean",
       "report.studies.seeds.networks has no \"cnnn\"; there is cnn"},
      {"networks.cnn.recipe.epoch", "has no \"epoch\"; there are epochs, name, optimizer"},
      {"networks.cnn.test", "report.networks.cnn.test is no single value; there are images"},
      {"data.test.x", "report.data.test has no \"x\""},
      {"", "the report is no single value; there are data, networks"},
  };
  for (const auto& [name, words] : kNames) {
    const ReportAnswer answer = find_in_report(sample(), name);
    const auto* wrong = std::get_if<WrongName>(&answer);
    ASSERT_NE(wrong, nullptr) << name;
    EXPECT_NE(wrong->words.find(words), std::string::npos) << wrong->words;
  }
}

}  // namespace
}  // namespace second_opinion
