// The rail's entries and the section being read.
#include "web/article/contents_rail.hpp"

#include <gtest/gtest.h>

#include "tests/web/article/sample_article.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

TEST(ContentsRail, ListsSectionsWhereThereIsRoom) {
  Article article = sample_article();
  article.layout(test_fonts(), 1280);
  const auto entries = rail_entries(article.page_layout(), test_fonts());
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].title, "First section");
  EXPECT_EQ(entries[1].id, "results");
  EXPECT_GE(entries[1].place.y, entries[0].place.y + entries[0].place.h);
  article.layout(test_fonts(), 800);
  EXPECT_TRUE(rail_entries(article.page_layout(), test_fonts()).empty());
}

TEST(ContentsRail, KnowsTheSectionBeingRead) {
  Article article = sample_article();
  article.layout(test_fonts(), 1280);
  const PageLayout& page = article.page_layout();
  EXPECT_EQ(section_at(page, 0), "");
  EXPECT_EQ(section_at(page, page.anchors[1].y + 1), "first");
  EXPECT_EQ(section_at(page, page.anchors[3].y + 1), "first")
      << "a part of a section is still the section";
  EXPECT_EQ(section_at(page, page.height), "results");
}

}  // namespace
}  // namespace second_opinion
