// Each construct that the article may use, and the refusal of all others.
#include "web/article/document/markdown_parser.hpp"

#include <gtest/gtest.h>

#include "tests/web/article/sample_article.hpp"

namespace second_opinion {
namespace {

Document parsed(std::string_view text) {
  auto document = parse_markdown(text);
  EXPECT_TRUE(document.ok()) << (document.ok() ? "" : document.error());
  return document.ok() ? document.value() : Document{};
}

std::string refusal(std::string_view text) {
  const auto document = parse_markdown("# T\n\n" + std::string(text));
  return document.ok() ? std::string("accepted") : document.error();
}

TEST(MarkdownParser, TheHeroIsTitleDeckAndFacts) {
  const Document document = parsed("# Title\n\nDeck.\n\n*Facts · more*\n\nText.");
  ASSERT_EQ(document.blocks.size(), 4u);
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kTitle);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kDeck);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kFacts);
  EXPECT_FALSE(document.blocks[2].runs[0].italic);
  EXPECT_EQ(document.blocks[3].kind, BlockKind::kParagraph);
}

TEST(MarkdownParser, HeadingsHaveIdsGivenOrMade) {
  const Document document =
      parsed("# T\n\n## Could it be 100 %? {#limit}\n\n## What went wrong, and why");
  EXPECT_EQ(document.blocks[1].id, "limit");
  EXPECT_EQ(plain_text(document.blocks[1].runs), "Could it be 100\u202f%?");
  EXPECT_EQ(document.blocks[2].id, "what-went-wrong-and-why");
}

TEST(MarkdownParser, StylesNestAndEnd) {
  const Document document =
      parsed("# T\n\nD.\n\na **b *c*** `d` x<sup>2</sup> <cnn>e</cnn> [f](#g) h");
  const auto& runs = document.blocks[2].runs;
  ASSERT_EQ(runs.size(), 12u);
  EXPECT_TRUE(runs[1].bold && !runs[1].italic);
  EXPECT_TRUE(runs[2].bold && runs[2].italic);
  EXPECT_TRUE(runs[4].code);
  EXPECT_EQ(runs[6].raise, Raise::kSuperscript);
  EXPECT_EQ(runs[8].role, TextRole::kCnn);
  EXPECT_EQ(document.links[static_cast<std::size_t>(runs[10].link)].href, "#g");
  EXPECT_EQ(runs[11].text, " h");
  EXPECT_EQ(runs[11].link, -1);
}

TEST(MarkdownParser, ListsKeepDepthAndNumbers) {
  const Document document = parsed("# T\n\nD.\n\n- a\n    - b\n- c\n\n3. d\n4. e");
  ASSERT_EQ(document.blocks.size(), 7u);
  EXPECT_EQ(document.blocks[2].marker, "•");
  EXPECT_EQ(document.blocks[3].list_depth, 2);
  EXPECT_EQ(document.blocks[4].list_depth, 1);
  EXPECT_EQ(document.blocks[5].marker, "3.");
  EXPECT_EQ(document.blocks[6].marker, "4.");
}

TEST(MarkdownParser, AFigureHasCaptionOptionsAndAlternative) {
  const Document document =
      parsed("# T\n\nD.\n\n![**Point.** More](figure:confusion?network=cnn&rows=2 \"In words\")");
  const Block& block = document.blocks[2];
  EXPECT_EQ(block.kind, BlockKind::kFigure);
  EXPECT_EQ(block.figure.kind, "figure");
  EXPECT_EQ(block.figure.name, "confusion");
  EXPECT_EQ(block.figure.options, "network=cnn&rows=2");
  EXPECT_EQ(block.figure.alternative, "In words");
  EXPECT_EQ(plain_text(block.runs), "Point. More");
}

TEST(MarkdownParser, TablesKeepAlignmentAndStyles) {
  const Document document = parsed("# T\n\nD.\n\n| a | b |\n|:--|--:|\n| **c** | 1 |");
  const Table& table = document.blocks[2].table;
  EXPECT_EQ(table.alignments, (std::vector<Align>{Align::kLeft, Align::kRight}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_TRUE(table.rows[1][0][0].bold);
}

TEST(MarkdownParser, RefusesWhatThePageCannotDraw) {
  EXPECT_NE(refusal("![c](figure:x)").find("text alternative"), std::string::npos);
  EXPECT_NE(refusal("![c](photo.png \"t\")").find("neither figure:"), std::string::npos);
  EXPECT_NE(refusal("words ![c](figure:x \"t\")").find("not alone"), std::string::npos);
  EXPECT_NE(refusal("![c](figure:x \"t\") words").find("paragraph of a figure"), std::string::npos);
  EXPECT_NE(refusal("a <blink>b</blink>").find("<blink>"), std::string::npos);
  EXPECT_NE(refusal("<div>b</div>").find("block of HTML"), std::string::npos);
  EXPECT_NE(refusal("[x](http://plain.example)").find("link"), std::string::npos);
  EXPECT_NE(refusal("a &copy; b").find("&copy;"), std::string::npos);
  EXPECT_NE(refusal("## A\n\n## A").find("#a"), std::string::npos);
  EXPECT_FALSE(parse_markdown("No title.").ok());
}

TEST(MarkdownParser, CodeIsLeftAsTyped) {
  const Document document = parsed("# T\n\nD.\n\n```\na -- \"b\"\n  c\n```");
  EXPECT_EQ(document.blocks[2].code, "a -- \"b\"\n  c\n");
}

}  // namespace
}  // namespace second_opinion
