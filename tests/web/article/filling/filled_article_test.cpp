// web/article/filled_article: values go in, parts without their study go out, wrong names are told.
#include "web/article/filling/filled_article.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

PlaceholderAnswer known(std::string_view placeholder) {
  if (placeholder == "a|integer") return std::string("12");
  if (placeholder == "s") return NotMeasured{"studies.s"};
  return WrongName{"unknown name " + std::string(placeholder)};
}
std::string missing(std::string_view figure) {
  return figure == "lost" ? "studies.lost" : "";
}

FilledArticle filled(std::string_view markdown) {
  auto article = fill_article(markdown, known, missing);
  EXPECT_TRUE(article.ok()) << article.error();
  return article.ok() ? std::move(article).value() : FilledArticle{};
}

TEST(FilledArticle, ReplacesPlaceholdersByTheirValues) {
  const FilledArticle article = filled("# T\n\na {{a|integer}} b {{a|integer}}\nc");
  EXPECT_EQ(article.markdown, "# T\n\na 12 b 12\nc\n\n");
  EXPECT_TRUE(article.left_out.empty());
}

TEST(FilledArticle, BarsMayBeEscapedAsTablesWantIt) {
  EXPECT_EQ(filled("| {{a\\|integer}} |").markdown, "| 12 |\n\n");
}

TEST(FilledArticle, KeepsEmptyLinesOfCode) {
  EXPECT_EQ(filled("```\na\n\nb\n```\n").markdown, "```\na\n\nb\n```\n\n");
}

TEST(FilledArticle, TellsEveryWrongNameWithItsLine) {
  const auto article = fill_article("one\n{{b}}\n\n{{a|integer}}\n\n{{c}}", known, missing);
  ASSERT_FALSE(article.ok());
  EXPECT_NE(article.error().find("article.md line 2: unknown name b"), std::string::npos);
  EXPECT_NE(article.error().find("article.md line 6: unknown name c"), std::string::npos);
}

TEST(FilledArticle, RefusesOpenBraces) {
  EXPECT_FALSE(fill_article("a {{a|integer", known, missing).ok());
}

TEST(FilledArticle, LeavesOutAParagraphOrFigureWhoseStudyIsMissing) {
  const FilledArticle article = filled(
      "# T\n\n## H\n\nFirst.\n\n![c](figure:kept \"t\")\n\nSecond {{s}}.\n\n"
      "![c](figure:lost \"t\")\n\nLast.");
  EXPECT_EQ(article.markdown, "# T\n\n## H\n\nFirst.\n\n![c](figure:kept \"t\")\n\nLast.\n\n");
  ASSERT_EQ(article.left_out.size(), 2u);
  EXPECT_EQ(article.left_out[0],
            "article.md line 9: the part \"Second .…\" is left out: the report lacks studies.s");
  EXPECT_NE(article.left_out[1].find("the figure"), std::string::npos);
}

TEST(FilledArticle, LeavesOutASectionThatIsAboutAMissingStudy) {
  const FilledArticle by_paragraph =
      filled("# T\n\n## A {#a}\n\nOf {{s}}.\n\nMore.\n\n### In A\n\nMore.\n\n## B\n\nStays.");
  EXPECT_EQ(by_paragraph.markdown, "# T\n\n## B\n\nStays.\n\n");
  ASSERT_EQ(by_paragraph.left_out.size(), 1u);
  EXPECT_EQ(
      by_paragraph.left_out[0],
      "article.md line 3: the section \"## A {#a}…\" is left out: the report lacks studies.s");
  const FilledArticle by_figure =
      filled("# T\n\n## A\n\nWords.\n\n![c](figure:lost?x=1 \"t\")\n\nMore.\n\n## B\n\nStays.");
  EXPECT_EQ(by_figure.markdown, "# T\n\n## B\n\nStays.\n\n");
}

TEST(FilledArticle, LeavesOutASubsectionAlone) {
  EXPECT_EQ(filled("# T\n\n## A\n\nWords.\n\n### B\n\nOf {{s}}.\n\n### C\n\nStays.").markdown,
            "# T\n\n## A\n\nWords.\n\n### C\n\nStays.\n\n");
}

TEST(FilledArticle, LeavesOutAHeadingOfWhichNothingIsLeft) {
  EXPECT_EQ(filled("# T\n\n## A\n\n### B\n\nOf {{s}}.\n\n## C\n\nStays.").markdown,
            "# T\n\n## C\n\nStays.\n\n");
}

TEST(FilledArticle, LeavesOutNotesThatNobodyCallsAnyMore) {
  const FilledArticle article = filled(
      "# T\n\nOne.[^a]\n\nTwo {{s}}.[^b]\n\n[^a]: Stays.\n\n[^b]: Goes.\n\n[^c]: Never called.");
  EXPECT_EQ(article.markdown, "# T\n\nOne.[^a]\n\n[^a]: Stays.\n\n[^c]: Never called.\n\n");
}

}  // namespace
}  // namespace second_opinion
