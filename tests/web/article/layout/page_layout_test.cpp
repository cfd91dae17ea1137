// The whole page at every width from telephone to wall.
#include "web/article/layout/page_layout.hpp"

#include <gtest/gtest.h>

#include "tests/web/article/sample_article.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

constexpr float kWidths[] = {320, 390, 480, 768, 1024, 1100, 1280, 1440, 1920, 2560};

const PageLayout& laid_out(Article& article, float width) {
  article.layout(test_fonts(), width);
  return article.page_layout();
}

TEST(PageLayout, NothingLeavesThePage) {
  Article article = sample_article();
  for (const float width : kWidths) {
    const PageLayout& page = laid_out(article, width);
    for (const PlacedText& text : page.texts) {
      EXPECT_GE(text.x, 0) << text.text;
      EXPECT_LE(text.x + text.width, width) << width << ": " << text.text;
    }
    for (const PlacedBlock& block : page.blocks) {
      EXPECT_GE(block.figure_place.x, 0);
      EXPECT_LE(block.figure_place.x + block.figure_place.w, width);
    }
  }
}

TEST(PageLayout, BlocksFollowEachOtherWithoutOverlap) {
  Article article = sample_article();
  for (const float width : kWidths) {
    const PageLayout& page = laid_out(article, width);
    for (std::size_t i = 1; i < page.blocks.size(); ++i) {
      EXPECT_GE(page.blocks[i].extent.y, page.blocks[i - 1].extent.y + page.blocks[i - 1].extent.h)
          << i;
    }
    for (const PlacedBlock& block : page.blocks) {
      for (std::size_t i = block.first_text; i < block.last_text; ++i) {
        EXPECT_GE(page.texts[i].y, block.extent.y);
        EXPECT_LE(page.texts[i].y, block.extent.y + block.extent.h);
      }
    }
    EXPECT_GT(page.height, page.blocks.back().extent.y + page.blocks.back().extent.h);
  }
}

TEST(PageLayout, AnchorsAscendAndNameEverySectionAndFigure) {
  Article article = sample_article();
  for (const float width : kWidths) {
    const std::vector<Anchor>& anchors = laid_out(article, width).anchors;
    std::vector<std::string> ids;
    for (const Anchor& anchor : anchors) ids.push_back(anchor.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"two-readers-one-hand", "first", "wide", "part-of-it",
                                             "results"}));
    for (std::size_t i = 1; i < anchors.size(); ++i) EXPECT_GT(anchors[i].y, anchors[i - 1].y);
  }
}

TEST(PageLayout, TheMeasureIsThatOfABook) {
  Article article = sample_article();
  const PageLayout& page = laid_out(article, 1280);
  TextStyle style;
  style.face = Face::kText;
  style.size = page.grid.type.body;
  const std::string prose =
      "The first thing to know about a data set is what its makers did to it before you ever saw "
      "it, and why.";
  const float characters = page.grid.text.w / (measure_text(test_fonts(), prose, style) /
                                               static_cast<float>(prose.size()));
  EXPECT_GE(characters, 62);
  EXPECT_LE(characters, 75);
}

TEST(PageLayout, WideFiguresBleedAndNeverCoverTheRail) {
  Article article = sample_article();
  for (const float width : kWidths) {
    const PageLayout& page = laid_out(article, width);
    const PlacedBlock* wide = nullptr;
    for (const PlacedBlock& block : page.blocks) wide = wide || block.figure < 0 ? wide : &block;
    ASSERT_NE(wide, nullptr);
    EXPECT_GE(wide->figure_place.w, page.grid.text.w);
    EXPECT_GE(wide->figure_place.x, page.grid.rail.x + page.grid.rail.w);
    EXPECT_EQ(page.grid.rail.w > 0, width >= kRailFrom);
  }
}

TEST(PageLayout, IndentedCodeKeepsItsIndent) {
  Article article = sample_article();
  const PageLayout& page = laid_out(article, 1280);
  bool found = false;
  for (const PlacedText& text : page.texts)
    found = found || text.text.find("\u00a0\u00a0indented") != std::string::npos;
  EXPECT_TRUE(found);
}

Article article_with_notes() {
  const std::string text =
      "# Title\n\nDeck.\n\n*1 · 2*\n\nA short paragraph.[^one] And "
      "more.[^two]\n\n![Caption.](figure:wide \"Words\")\n\nThe "
      "end.\n\n[^one]: The first note is long enough to need several lines in a margin, with a "
      "[link](https://example.org).\n\n"
      "[^two]: The second.\n";
  return std::move(Article::load(text, make_box).value());
}

TEST(PageLayout, NotesStandInTheMarginBesideTheirLineAndNeverOverEachOtherOrAWideFigure) {
  Article article = article_with_notes();
  for (const float width : {1200.0f, 1280.0f, 1920.0f}) {
    const PageLayout& page = laid_out(article, width);
    ASSERT_EQ(page.notes.size(), 2u) << width;
    const PlacedBlock& first = page.notes[0];
    const PlacedBlock& second = page.notes[1];
    EXPECT_GE(first.extent.x, page.grid.text.x + page.grid.text.w + 24);
    EXPECT_LE(first.extent.x + first.extent.w, width);
    EXPECT_GE(second.extent.y, first.extent.y + first.extent.h + 8);
    const PlacedText* call = nullptr;
    for (const PlacedText& text : page.texts) call = text.note == 1 ? &text : call;
    ASSERT_NE(call, nullptr);
    EXPECT_NEAR(page.texts[first.first_text].y, call->y, 9) << "on the line that calls it";
    for (const PlacedBlock& block : page.blocks) {
      if (block.figure < 0) continue;
      EXPECT_GE(block.figure_place.y, second.extent.y + second.extent.h) << width;
    }
  }
}

TEST(PageLayout, NotesFollowTheirParagraphWhereThereIsNoMargin) {
  Article article = article_with_notes();
  for (const float width : {320.0f, 390.0f, 768.0f, 1100.0f}) {
    const PageLayout& page = laid_out(article, width);
    EXPECT_TRUE(page.notes.empty()) << width;
    float paragraph = 0;
    float note = 0;
    for (const PlacedText& text : page.texts) {
      if (text.text.starts_with("A short")) paragraph = text.y;
      if (text.text.starts_with("1\u00a0")) note = text.y;
    }
    EXPECT_GT(note, paragraph + 10) << width;
  }
}

TEST(PageLayout, LinksOfNotesCanBePressed) {
  Article article = article_with_notes();
  for (const float width : {390.0f, 1280.0f}) {
    article.layout(test_fonts(), width);
    int links = 0;
    for (const Control& control : article.controls()) {
      const auto* link = std::get_if<LinkControl>(&control.kind);
      links += link && link->href == "https://example.org";
    }
    EXPECT_EQ(links, 1) << width;
  }
}

}  // namespace
}  // namespace second_opinion
