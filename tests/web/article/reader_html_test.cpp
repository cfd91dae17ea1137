// The Reader view is well-formed and complete.
#include "web/article/reader_html.hpp"

#include <gtest/gtest.h>

#include "tests/web/article/sample_article.hpp"

namespace second_opinion {
namespace {

// The first mistake in the nesting of tags, or "".
std::string nesting_mistake(const std::string& html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return "< without >";
    const bool closing = html[at + 1] == '/';
    const std::size_t from = at + (closing ? 2 : 1);
    const std::string name =
        html.substr(from, std::min(html.find_first_of(" >", from), end) - from);
    if (name == "br" || name == "hr") continue;
    if (!closing) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + name + "> at " + html.substr(at, 60);
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

TEST(ReaderHtml, IsWellFormed) {
  EXPECT_EQ(nesting_mistake(sample_article().reader_html()), "");
}

TEST(ReaderHtml, HoldsEveryHeadingUnderItsAnchorsId) {
  const Article article = sample_article();
  const std::string html = article.reader_html();
  for (const Block& block : article.document().blocks) {
    if (block.kind != BlockKind::kHeading && block.kind != BlockKind::kTitle) continue;
    EXPECT_NE(html.find("<h" + std::to_string(block.level) + " id=\"" + block.id + "\">"),
              std::string::npos)
        << block.id;
  }
}

TEST(ReaderHtml, EveryFigureHasItsAlternativeTableAndCaption) {
  const std::string html = sample_article().reader_html();
  EXPECT_NE(html.find("<figure id=\"wide\"><p class=\"alternative\">What the figure shows, in "
                      "words</p><div class=\"data\"><table>"),
            std::string::npos);
  EXPECT_NE(
      html.find(
          "<figcaption><strong>The finding.</strong> A caption under a wide figure.</figcaption>"),
      std::string::npos);
  EXPECT_EQ(html.find("id=\"try\""), std::string::npos)
      << "a panel is reached by the heading above it";
}

TEST(ReaderHtml, KeepsListsQuotesTablesAndCode) {
  const std::string html = sample_article().reader_html();
  EXPECT_NE(html.find("<ul><li><p>one</p>\n<ul><li><p>nested</p>\n</li></ul>\n</li><li><p>two"),
            std::string::npos);
  EXPECT_NE(html.find("<ol><li><p>first</p>"), std::string::npos);
  EXPECT_NE(html.find("<blockquote><p>Quoted words.</p>"), std::string::npos);
  EXPECT_NE(
      html.find("<th scope=\"col\">Network</th><th scope=\"col\" class=\"number\">Errors</th>"),
      std::string::npos);
  EXPECT_NE(html.find("<td class=\"number\">757</td>"), std::string::npos);
  EXPECT_NE(html.find("<pre><code>trainer train a.json --seed 1\n  indented\n</code></pre>"),
            std::string::npos);
}

TEST(ReaderHtml, EscapesText) {
  EXPECT_NE(sample_article().reader_html().find("The end &amp; more &lt; 3."), std::string::npos);
}

TEST(ReaderHtml, NotesFollowTheirBlockAndLinkBothWays) {
  const auto article =
      Article::load("# Title\n\nDeck.\n\nText.[^a]\n\nMore.\n\n[^a]: A *note*.\n", make_box);
  ASSERT_TRUE(article);
  const std::string html = article.value().reader_html();
  EXPECT_NE(html.find("<div class=\"noted\"><p>Text.<sup><a href=\"#note-1\" id=\"call-1\""),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<p class=\"note\" id=\"note-1\"><a href=\"#call-1\""), std::string::npos);
  EXPECT_NE(html.find("A <em>note</em>.</p>\n</div></div>\n<p>More.</p>"), std::string::npos);
}

}  // namespace
}  // namespace second_opinion
