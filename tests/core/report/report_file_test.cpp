// Covers core/report: what is written is read again, the shipped report loses nothing, its page's
// part holds what the page needs, and whatever is damaged is refused with its path.
#include "core/report/report_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/sample_document.hpp"

namespace second_opinion {
namespace {

using nlohmann::json;
using testing::bytes_of;
using testing::sample_document;

std::string shipped_report() {
  std::ifstream file("weights/report.json", std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Report sample() {
  auto report = read_report(bytes_of(write_report(sample_document())));
  EXPECT_TRUE(report.ok()) << report.error();
  return std::move(report).value();
}

TEST(ReportFile, TheShippedReportIsTheSameDocumentAfterReadingAndWriting) {
  const std::string text = shipped_report();
  const auto report = read_report(bytes_of(text));
  ASSERT_TRUE(report.ok()) << report.error();
  const json before = json::parse(text), after = json::parse(write_report(report.value()));
  EXPECT_EQ(json::diff(before, after), json::array());
}

TEST(ReportFile, EveryShippedStudyIsTheSameDocumentAfterReadingAndWriting) {
  const json studies = json::parse(shipped_report())["studies"];
  ASSERT_EQ(studies.size(), 12u);
  const auto read = read_study<ReportStudies>(bytes_of(studies.dump()));
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(json::parse(write_study(read.value().sweep)), studies["sweep"]);
  EXPECT_EQ(json::parse(write_study(read.value().seeds, -1)), studies["seeds"]);
  EXPECT_EQ(json::parse(write_study(read.value().families, -1)), studies["families"]);
  EXPECT_EQ(json::parse(write_study(read.value().coverage, -1)), studies["coverage"]);
  EXPECT_TRUE(read.value().others.empty());
}

TEST(ReportFile, ReadsWhatItHasWritten) {
  const json written = json::parse(write_report(sample_document()));
  EXPECT_EQ(json::diff(written, json::parse(write_report(sample()))), json::array());
}

TEST(ReportFile, FillsInWhatFollowsFromTheFields) {
  const Report report = sample();
  EXPECT_EQ(report.network(NetworkId::kCnn).id, NetworkId::kCnn);
  EXPECT_EQ(report.tagged("hero").size(), 1u);
  EXPECT_EQ(report.digits.sheet.count, static_cast<int>(report.digits.items.size()));
  EXPECT_TRUE(report.digits.items.front().cnn.known);
  EXPECT_FALSE(report.digits.items.back().cnn.known);
  const StressStudy& stress = report.studies.stress;
  ASSERT_EQ(stress.kinds.size(), 3u);
  EXPECT_EQ(stress.kinds[2].name, "shifted & <bent>");
  EXPECT_DOUBLE_EQ(stress.kinds[1].steps[2].transformer, 0.51);
  EXPECT_DOUBLE_EQ(stress.clean_cnn, 0.9965);
  EXPECT_EQ(report.studies.linear.learning.sheet.count, 50);
  EXPECT_EQ(report.studies.sweep.winner, 31);
  EXPECT_FALSE(report.studies.sweep.runs[30].finished());
  EXPECT_FALSE(report.studies.sweep.runs[0].learnt());
  EXPECT_TRUE(report.studies.files.empty());
}

TEST(ReportFile, ThePageTakesAPartAlong) {
  const std::string whole = shipped_report();
  const Report report = std::move(read_report(bytes_of(whole))).value();
  const std::string part = write_page_report(report);
  EXPECT_LT(part.size(), whole.size() / 2);
  const auto page = read_page_report(bytes_of(part));
  ASSERT_TRUE(page.ok()) << page.error();
  EXPECT_EQ(write_page_report(page.value()), part);
  const json cut = json::parse(part);
  EXPECT_FALSE(cut["studies"].contains("seeds"));
  EXPECT_FALSE(cut["networks"]["cnn"].contains("recipe"));
  // Nothing is added and no value is another.
  const json before = json::parse(whole);
  for (const json& change : json::diff(before, cut)) {
    const std::string path = change["path"];
    const bool table =
        path.find("/rows/") != std::string::npos || path.find("/columns/") != std::string::npos;
    EXPECT_TRUE(change["op"] == "remove" || table) << change;
  }
}

TEST(ReportFile, RoundsByTheRulesOfTheFields) {
  Report report = sample_document();
  report.networks.shown[0].test.accuracy = 0.123456789;
  report.networks.shown[0].temperature = 1.23456;
  const json written = json::parse(write_report(report));
  EXPECT_EQ(written["networks"]["linear"]["test"]["accuracy"], 0.123457);
  EXPECT_EQ(written["networks"]["linear"]["temperature"], 1.2346);
}

TEST(ReportFile, WritesWhatWasNotMeasuredAsTheSchemaSays) {
  Report report = sample_document();
  report.networks.shown[0].history = {};
  report.networks.shown[0].validation = {};
  report.networks.shown[0].seed.reset();
  report.studies = {};
  const json written = json::parse(write_report(report));
  const json& linear = written["networks"]["linear"];
  EXPECT_TRUE(linear["history"].is_null() && linear["validation"].is_null());
  EXPECT_TRUE(linear["seed"].is_null());
  EXPECT_FALSE(written["networks"].contains("nano"));
  EXPECT_EQ(written["studies"], json::object());
  EXPECT_TRUE(read_report(bytes_of(written.dump())).ok());
}

struct Damage {
  const char* pointer;
  json value;
  const char* words;
};

TEST(ReportFile, NamesWhatIsWrong) {
  const Damage damages[] = {
      {"/schema", 3, "schema: is 3"},
      {"/data/train", "many", "data.train: must be a whole number"},
      {"/data/train", -1, "data.train: is -1"},
      {"/data/train", 0.5, "data.train: is 0.5"},
      {"/data/class_counts_test", json::array({1, 2}), "data.class_counts_test: has 2 entries"},
      {"/data/disputed/0", 10000, "data: has disputed pictures beyond"},
      {"/networks/linear", 3, "networks.linear: must be an object"},
      {"/networks/lenear", 3, "networks.lenear: is not a known key here"},
      {"/networks/linear/test/accuracy", 1.5, "networks.linear.test.accuracy: is 1.5; must be"},
      {"/networks/mlp/test/interval", {0.9, 0.8}, "networks.mlp.test.interval: runs backwards"},
      {"/networks/mlp/test/interval", {0.9}, "networks.mlp.test.interval: has 1 entries"},
      {"/networks/cnn/history/epoch", {1, 2}, "networks.cnn.history: must have as many"},
      {"/networks/cnn/test/confusion/0", {1}, "networks.cnn.test.confusion: row 0"},
      {"/networks/cnn/layers/0/output/2", 0, "networks.cnn.layers.0.output: is 0"},
      {"/networks/cnn/test/doubt/wrong/1", 1501, "networks.cnn.test.doubt: has bins"},
      {"/networks/cnn/test/doubt/below/0", 0.1, "networks.cnn.test.doubt: has bins"},
      {"/comparison", nullptr, "comparison: must be an object"},
      {"/digits/items/0/cnn/probabilities/0", 7, "digits.items.0.cnn.probabilities: is 7"},
      {"/digits/columns", 0, "digits.columns: is 0"},
      {"/templates/mlp/first", 20, "templates: name cells beyond"},
      {"/studies/ablation/rows/0/change", 3, "studies.ablation.rows.0.change: must be a text"},
      {"/studies/ablation/rows/2/errors/0", 12001, "studies.ablation: has more errors"},
      {"/studies/stress/rows/1/strength", 3, "studies.stress: must have rows disturbance by"},
      {"/studies/stress/columns", 5, "studies.stress: must have one column more"},
      {"/studies/stress/rows/3/accuracy/cnn", 1.2, "studies.stress.rows.3.accuracy.cnn: is 1.2"},
      {"/studies/overfitting/networks/mlp/runs/0/best_epoch", 40, "has no such best_epoch"},
      {"/studies/linear/learning/seen/0", 7, "studies.linear.learning: must have rising"},
      {"/studies/sweep/rows/0", {1, 2}, "studies.sweep.rows.0: must be a list with a value"},
      {"/studies/sweep/rows/0/4", "many", "studies.sweep.rows.0.channels: must be a whole"},
      {"/studies/sweep/rows", 7, "studies.sweep.rows: must be a list"},
  };
  const json good = json::parse(write_report(sample_document()));
  for (const Damage& damage : damages) {
    json document = good;
    document[json::json_pointer(damage.pointer)] = damage.value;
    const auto report = read_report(bytes_of(document.dump()));
    ASSERT_FALSE(report.ok()) << damage.pointer;
    EXPECT_NE(report.error().find(damage.words), std::string::npos) << report.error();
    EXPECT_TRUE(report.error().starts_with("report.json: ")) << report.error();
  }
}

TEST(ReportFile, RefusesWhatIsNoReport) {
  for (const std::string text : {"", "{", "[]", "null", "\xFF\xFE", "{}"}) {
    EXPECT_FALSE(read_report(bytes_of(text)).ok()) << text;
    EXPECT_FALSE(read_page_report(bytes_of(text)).ok()) << text;
  }
  EXPECT_FALSE(read_report(bytes_of(std::string(kMaxReportBytes + 1, ' '))).ok());
}

TEST(ReportFile, SurvivesRandomDamage) {
  const std::string good = write_report(sample_document());
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    std::string bad = good;
    for (int k = 0; k < 3; ++k) bad[random() % bad.size()] = static_cast<char>(random() % 256);
    (void)read_report(bytes_of(bad)).ok();
    (void)read_page_report(bytes_of(bad)).ok();
  }
  for (std::size_t size = 0; size + 1 < good.size(); size += 997)
    EXPECT_FALSE(read_report(bytes_of(good).first(size)).ok());
}

}  // namespace
}  // namespace second_opinion
