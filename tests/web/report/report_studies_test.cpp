// web/report/report_studies: what figures draw from studies is read and checked; absent ones are
// empty, damaged ones are named.
#include "web/report/report_studies.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_studies.hpp"

namespace second_opinion {
namespace {

ReportStudies studies_of(const std::string& text, std::string& fault) {
  const nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << text;
  return read_studies(CheckedJson(document, fault));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

TEST(ReportStudies, ReadsAll) {
  std::string fault;
  const ReportStudies studies = studies_of(sample_studies(), fault);
  EXPECT_EQ(fault, "");
  ASSERT_EQ(studies.stress.kinds.size(), 3u);
  EXPECT_EQ(studies.stress.kinds[1].name, "a gap");
  EXPECT_EQ(studies.stress.kinds[1].column, 2);
  EXPECT_DOUBLE_EQ(studies.stress.kinds[1].steps[2].parameter, 1.5);
  EXPECT_DOUBLE_EQ(studies.stress.kinds[1].steps[2].cnn, 0.4);
  EXPECT_DOUBLE_EQ(studies.stress.clean_transformer, 0.9941);
  EXPECT_EQ(studies.stress.sheet.count, 12);
  ASSERT_EQ(studies.overfitting.cnn.size(), 2u);
  EXPECT_EQ(studies.overfitting.mlp[1].images, 50000);
  EXPECT_EQ(studies.overfitting.mlp[0].validation_loss.size(), 8u);
  EXPECT_EQ(studies.learning.seen.back(), 1000);
  EXPECT_EQ(studies.learning.sheet.count, 50);
  ASSERT_EQ(studies.sweep.runs.size(), 32u);
  EXPECT_EQ(studies.sweep.winner, 31);
  EXPECT_FALSE(studies.sweep.runs[30].finished);
  EXPECT_FALSE(studies.sweep.runs[0].learnt());
  EXPECT_EQ(studies.sweep.runs[31].optimizer, "sgd");
  EXPECT_TRUE(studies.size.runs.empty());
}

TEST(ReportStudies, LeavesAbsentOnesEmpty) {
  std::string fault;
  const ReportStudies studies =
      studies_of(R"({"linear":{"schema":1,"batch":100},"novelty":{}})", fault);
  EXPECT_EQ(fault, "");
  EXPECT_TRUE(studies.stress.kinds.empty() && studies.overfitting.mlp.empty() &&
              studies.learning.seen.empty() && studies.sweep.runs.empty());
}

TEST(ReportStudies, NamesWhatIsBroken) {
  const struct {
    const char *from, *to, *path;
  } kDamages[] = {
      {R"("strength":2)", R"("strength":3)", "studies.stress.rows"},
      {R"("columns":4)", R"("columns":5)", "stress.columns"},
      {R"("cnn":0.2000)", R"("cnn":1.2)", "accuracy.cnn"},
      {R"("best_epoch":4)", R"("best_epoch":40)", "best_epoch"},
      {R"("train_accuracy":[)", R"("train_accuracy":[0.5,)", "train_accuracy"},
      {R"("seen":[0,1,)", R"("seen":[7,1,)", "seen"},
      {R"("cost":[0.1,)", R"("cost":[)", "linear.learning.cost"},
      {R"(["adam","mse",0.1,8,2,1,0,)", R"(["adam","mse",0.1,8,2,1,)", "sweep.rows.0"},
      {R"(["adam","mse",0.1,8,)", R"(["adam","mse",0.1,"many",)", "sweep.rows.0.channels"},
      {R"("rows":[[)", R"("rows":[7,[)", "sweep.rows.0"},
      {R"("overfitting":{)", R"("overfitting":[],"other":{)", "overfitting"},
  };
  for (const auto& damage : kDamages) {
    std::string fault;
    studies_of(replaced(sample_studies(), damage.from, damage.to), fault);
    EXPECT_NE(fault.find(damage.path), std::string::npos) << damage.from << " → " << fault;
  }
}

}  // namespace
}  // namespace second_opinion
