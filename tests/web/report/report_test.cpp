// web/report/report: a complete report is read; whatever is damaged is refused with its path, never
// with a crash.
#include "web/report/report.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

TEST(Report, ReadsEverySection) {
  const Report& report = sample_report();
  EXPECT_EQ(report.train_images, 60000);
  EXPECT_EQ(report.disputed.size(), 3u);
  const ReportNetwork& cnn = report.network(NetworkId::kCnn);
  EXPECT_EQ(cnn.file, "cnn.weights");
  EXPECT_EQ(cnn.layers.size(), 8u);
  EXPECT_EQ(cnn.layers[0].channels, 24);
  EXPECT_EQ(cnn.confusion[4][9], 5);
  EXPECT_EQ(cnn.mixups[0].count, 5);
  EXPECT_EQ(cnn.history.epoch.size(), 5u);
  EXPECT_EQ(report.comparison.only_cnn_right, 20);
  EXPECT_EQ(report.digits.size(), sample_items().size());
  EXPECT_EQ(report.tagged("hero").size(), 1u);
  EXPECT_FALSE(report.digits.back().cnn.known);
  EXPECT_EQ(report.mlp_templates.first, 10);
  ASSERT_EQ(report.ablation.size(), 3u);
  EXPECT_TRUE(report.ablation[0].errors.empty());
  EXPECT_EQ(report.ablation[2].errors, (std::vector<int>{90, 110}));
  ASSERT_EQ(cnn.doubts.size(), 5u);
  EXPECT_EQ(cnn.doubts[2].wrong, 3);
  EXPECT_DOUBLE_EQ(cnn.doubts[3].interval.high, 0.1);
}

TEST(Report, FindsLeavesByPath) {
  const ReportLeaf* leaf = sample_report().find("networks.cnn.test.accuracy");
  ASSERT_NE(leaf, nullptr);
  EXPECT_DOUBLE_EQ(leaf->numbers[0], 0.9962);
  EXPECT_EQ(sample_report().find("networks.cnn.test.interval")->numbers.size(), 2u);
  EXPECT_DOUBLE_EQ(sample_report().find("data.disputed.count")->numbers[0], 3);
  EXPECT_EQ(sample_report().find("networks.cnn.recipe.optimizer.kind")->text, "adamw");
  EXPECT_EQ(sample_report().find("networks.cnn.test"), nullptr);
}

TEST(Report, ReadsTheOlderSchemaToo) {
  const std::string older = replaced(sample_report_json(), R"("schema":2)", R"("schema":1)");
  EXPECT_TRUE(
      parse_report(std::span(reinterpret_cast<const unsigned char*>(older.data()), older.size()))
          .ok());
}

TEST(Report, QuotesStudiesByPath) {
  const ReportLeaf* leaf = sample_report().find("studies.seeds.networks.cnn.mean");
  ASSERT_NE(leaf, nullptr);
  EXPECT_DOUBLE_EQ(leaf->numbers[0], 0.9971);
}

struct Damage {
  const char* from;
  const char* to;
  const char* named;  // must stand in the message
};

TEST(Report, NamesWhatIsWrong) {
  const Damage damages[] = {
      {R"("schema":2)", R"("schema":3)", "schema"},
      {R"("train":60000)", R"("train":"many")", "data.train must be a number"},
      {R"("train":60000)", R"("train":-1)", "data.train is -1"},
      {R"("train":60000)", R"("train":0.5)", "data.train"},
      {R"("class_counts_test":[1,2)", R"("class_counts_test":[2)",
       "class_counts_test has 9 entries"},
      {R"("disputed":[4000)", R"("disputed":[10000)", "data.disputed"},
      {R"("networks":{"linear")", R"("networks":{"linnear")", "networks.linear must be an object"},
      {R"("accuracy":0.9962)", R"("accuracy":1.5)", "networks.linear.test.accuracy"},
      {R"([0.99479,0.99723])", R"([0.99723,0.99479])", "interval"},
      {R"("epoch":[1,2,3,4,5])", R"("epoch":[1,2,3,4])", "history.train_loss has 5 entries"},
      {R"("confusion":[[990,0)", R"("confusion":[[990)", "confusion.0"},
      {R"("output":[1,1,10])", R"("output":[1,1,0])", "layers.0.output"},
      {R"("comparison":{)", R"("comparisons":{)", "comparison"},
      {R"("probabilities":[0.91,)", R"("probabilities":[7,)", "probabilities"},
      {R"("columns":8)", R"("columns":0)", "digits.columns"},
      {R"("mlp":{"first":10)", R"("mlp":{"first":20)", "templates"},
      {R"("change":"As shipped")", R"("change":3)", "ablation.0.change"},
      {R"("errors":[90,110])", R"("errors":[90])", "ablation.2.errors"},
      {R"("errors":[90,110])", R"("errors":[90,12001])", "ablation.2.errors"},
      {R"("wrong":[0,1,)", R"("wrong":[0,1501,)", "doubt"},
      {R"("below":[0.0001,)", R"("below":[0.1,)", "doubt"},
  };
  for (const Damage& damage : damages) {
    const std::string json = replaced(sample_report_json(), damage.from, damage.to);
    const auto report = parse_report(bytes_of(json));
    ASSERT_FALSE(report.ok()) << damage.to;
    EXPECT_NE(report.error().find(damage.named), std::string::npos) << report.error();
  }
}

TEST(Report, RefusesWhatIsNoJson) {
  for (const std::string text : {"", "{", "[]", "null", "\xFF\xFE", "{}"})
    EXPECT_FALSE(parse_report(bytes_of(text)).ok()) << text;
}

TEST(Report, SurvivesRandomDamage) {
  const std::string good = sample_report_json();
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    std::string bad = good;
    for (int k = 0; k < 3; ++k) bad[random() % bad.size()] = static_cast<char>(random() % 256);
    (void)parse_report(bytes_of(bad)).ok();
  }
  for (std::size_t size = 0; size < good.size(); size += 997)
    EXPECT_FALSE(parse_report(bytes_of(good).first(size)).ok());
}

}  // namespace
}  // namespace second_opinion
