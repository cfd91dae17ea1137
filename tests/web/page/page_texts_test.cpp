// web/page/page_texts: the shipped article gets all its values, the page's part of the report is
// enough for every figure, and what was never measured is left out of a page that still opens.
#include "web/page/page_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/web/sample_report.hpp"
#include "web/figures/figure_list.hpp"
#include "web/page/page.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string file_text(const std::string& path) {
  std::ifstream file(SO_SOURCE_DIR "/" + path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}
const std::string& shipped_article() {
  static const std::string text = file_text("web/article/article.md");
  return text;
}
nlohmann::json shipped_report() {
  return nlohmann::json::parse(file_text("weights/report.json"));
}

PageTexts made(const nlohmann::json& report, const std::string& article = shipped_article()) {
  const std::string text = report.dump();
  auto texts = make_page_texts(article, testing::bytes_of(text));
  EXPECT_TRUE(texts.ok()) << texts.error();
  return texts.ok() ? std::move(texts).value() : PageTexts{};
}

TEST(PageTexts, TheShippedArticleGetsAllItsValues) {
  const PageTexts texts = made(shipped_report());
  EXPECT_THAT(texts.article, Not(HasSubstr("{{")));
  EXPECT_TRUE(texts.left_out.empty());
}

TEST(PageTexts, TheShippedArticleNamesNoRowByNumber) {
  for (std::size_t at = 0; (at = shipped_article().find("{{", at)) != std::string::npos; ++at) {
    const std::string name = shipped_article().substr(at, shipped_article().find('|', at) - at);
    for (std::size_t i = 1; i < name.size(); ++i)
      EXPECT_FALSE(name[i - 1] == '.' && name[i] >= '0' && name[i] <= '9') << name;
  }
}

TEST(PageTexts, AWrongNameStopsWithWhatThereIs) {
  const std::string report = shipped_report().dump();
  const auto texts = make_page_texts("# T\n\n{{report.studies.ablation.sgdd.accuracy|percent1}}",
                                     testing::bytes_of(report));
  ASSERT_FALSE(texts.ok());
  EXPECT_THAT(texts.error(),
              HasSubstr("article.md line 3: report.studies.ablation has no \"sgdd\""));
  EXPECT_THAT(texts.error(), HasSubstr("no_augmentation, no_batch_norm, no_weight_average, sgd"));
}

TEST(PageTexts, EveryFigureSaysTheSameWithThePagesPartOfTheReport) {
  const std::string whole_text = shipped_report().dump();
  const std::string part_text = made(shipped_report()).report;
  const Report whole = std::move(read_report(testing::bytes_of(whole_text))).value();
  const Report part = std::move(read_page_report(testing::bytes_of(part_text))).value();
  for (const std::string_view name : figure_names()) {
    for (const char* options : {"", "network=cnn", "network=linear", "set=cnn-wrong"}) {
      FigureSources sources = sample_sources();
      sources.report = &whole;
      const auto from_whole = make_figure(sources, name, options);
      sources.report = &part;
      const auto from_part = make_figure(sources, name, options);
      ASSERT_EQ(from_whole.ok(), from_part.ok()) << name << options;
      if (!from_whole) continue;
      EXPECT_EQ(from_whole.value()->html(), from_part.value()->html()) << name << options;
      const Rect place{0, 0, 700, 500};
      const auto a = from_whole.value()->controls(place), b = from_part.value()->controls(place);
      ASSERT_EQ(a.size(), b.size()) << name;
      for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].label, b[i].label) << name;
    }
  }
}

struct Loss {
  const char* study;
  const char* gone;   // of the article
  const char* stays;  // beside it
};

TEST(PageTexts, WhatTellsOfAMissingStudyIsLeftOut) {
  const Loss losses[] = {
      {"ablation", "### What worked", "### A search by brute force"},
      {"coverage", "### What a second opinion is worth", "## Do they fail on the same"},
      {"families", "has only seen pictures bent", "## Other people"},
      {"files", "each is rounded to one of fifteen", "## How they were trained"},
      {"linear", "figure:learning", "It is striking how early"},
      {"novelty", "### When it is no digit", "## Other people"},
      {"overfitting", "### Learning by heart", "## The convolutional network"},
      {"seeds", "### Learning from others", "The other part is in the exam"},
      {"size", "What, then, does size buy?", "The pattern is not subtle"},
      {"stress", "## Other people", "## How this page is made"},
      {"sweep", "### A search by brute force", "## The results"},
  };
  for (const auto& [study, gone, stays] : losses) {
    nlohmann::json report = shipped_report();
    report["studies"].erase(study);
    const PageTexts texts = made(report);
    EXPECT_THAT(texts.article, Not(HasSubstr(gone))) << study;
    EXPECT_THAT(texts.article, HasSubstr(stays)) << study;
    ASSERT_FALSE(texts.left_out.empty()) << study;
    EXPECT_THAT(texts.left_out[0], HasSubstr("the report lacks studies." + std::string(study)));
  }
}

// The files that a page is sealed with, but for its fonts.
Assets page_assets(const PageTexts& texts) {
  Assets assets;
  const auto add = [&](const std::string& name, const std::string& bytes) {
    assets.add(name, {bytes.begin(), bytes.end()});
  };
  for (const char* name : {"cnn.weights", "transformer.weights", "digits.png", "templates.png"})
    add(name, file_text("weights/" + std::string(name)));
  add("article.md", texts.article);
  add("report.json", texts.report);
  return assets;
}

TEST(PageTexts, APageWithoutAnyStudyOpensAllTheSame) {
  nlohmann::json report = shipped_report();
  report["studies"] = nlohmann::json::object();
  report["networks"].erase("nano");
  const Assets assets = page_assets(made(report));
  auto page = Page::open(assets, false, true);
  ASSERT_TRUE(page.ok()) << page.error();
  const std::string html = page.value()->reader_html(false);
  EXPECT_THAT(html, HasSubstr("id=\"results\""));
  for (const char* gone : {"id=\"sweep\"", "id=\"hands\"", "id=\"overfitting\"", "brute force"})
    EXPECT_THAT(html, Not(HasSubstr(gone)));
}

}  // namespace
}  // namespace second_opinion
