// The article as a whole, with a sample and with the page's own text.
#include "web/article/article.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "core/base/utf8.hpp"
#include "tests/web/article/sample_article.hpp"
#include "tests/web/test_fonts.hpp"
#include "web/article/filling/filled_article.hpp"

namespace second_opinion {
namespace {

TEST(Article, APlaceholderThatWasNotFilledInIsRefused) {
  const auto article = Article::load("# T\n\n{{report.nothing}}", make_box);
  ASSERT_FALSE(article.ok());
  EXPECT_NE(article.error().find("still has a placeholder"), std::string::npos);
}

TEST(Article, AnUnknownFigureIsRefused) {
  const auto article = Article::load("# T\n\nD.\n\n![c](figure:unknown \"t\")", make_box);
  ASSERT_FALSE(article.ok());
  EXPECT_NE(article.error().find("figure:unknown: there is no such figure"), std::string::npos);
}

TEST(Article, AFigureGivesWayToAHeadingOfItsName) {
  auto article =
      Article::load("# T\n\nD.\n\n## Results {#wide}\n\n![c](figure:wide \"t\")", make_box);
  ASSERT_TRUE(article.ok()) << article.error();
  article.value().layout(test_fonts(), 1280);
  EXPECT_EQ(article.value().anchors()[1].id, "wide");
  EXPECT_EQ(article.value().anchors()[2].id, "figure-wide");
}

TEST(Article, IsLaidOutOncePerWidth) {
  Article article = sample_article();
  EXPECT_TRUE(article.layout(test_fonts(), 1280));
  EXPECT_FALSE(article.layout(test_fonts(), 1280));
  EXPECT_TRUE(article.layout(test_fonts(), 390));
  article.invalidate();
  EXPECT_TRUE(article.layout(test_fonts(), 390));
}

TEST(Article, OffersLinksRailAndFiguresUnderUniqueIds) {
  Article article = sample_article();
  article.layout(test_fonts(), 1280);
  std::set<std::string> ids;
  std::set<std::string> hrefs;
  for (const Control& control : article.controls()) {
    EXPECT_TRUE(ids.insert(control.id).second) << control.id;
    EXPECT_GT(control.place.w * control.place.h, 0) << control.id;
    const auto* link = std::get_if<LinkControl>(&control.kind);
    if (!link) continue;
    hrefs.insert(link->href);
    EXPECT_EQ(link->fixed, control.id.starts_with("rail-"));
  }
  EXPECT_TRUE(ids.contains("wide-more"));
  EXPECT_EQ(hrefs, (std::set<std::string>{"#first", "#results"}));
}

TEST(Article, AFigureThatGrowsMovesWhatFollows) {
  Article article = sample_article();
  article.layout(test_fonts(), 1280);
  const float before = article.height();
  EXPECT_TRUE(article.press("wide-more").handled);
  EXPECT_FALSE(article.press("nobody").handled);
  EXPECT_TRUE(article.layout(test_fonts(), 1280));
  EXPECT_GT(article.height(), before + 100);
}

TEST(Article, DrawsOnlyWhatIsVisible) {
  Article article = sample_article();
  article.layout(test_fonts(), 1280);
  TestFrame frame(2);
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.fonts = &test_fonts();
  canvas.theme = &light_theme();
  canvas.view = {0, 0, 1280, 400};
  canvas.pixel_ratio = 2;
  article.draw(canvas, article.height() + 5000);
  const int rail_alone = canvas.list->VtxBuffer.Size;
  article.draw(canvas, 0);
  const int first_view = canvas.list->VtxBuffer.Size - rail_alone;
  canvas.view.h = article.height();
  article.draw(canvas, 0);
  const int everything = canvas.list->VtxBuffer.Size - rail_alone - first_view;
  EXPECT_GT(first_view, rail_alone);
  EXPECT_GT(everything, 2 * first_view);
}

// The page's own article, with stand-ins for its values and figures: the prose
// itself is sound Markdown and every character of it exists in the fonts.
std::string own_article() {
  std::ifstream in(SO_SOURCE_DIR "/web/article/article.md", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const auto value = [](std::string_view) { return std::string("99.52\u202f%"); };
  return fill_article(text, value, [](std::string_view) { return std::string(); }).value().markdown;
}

TEST(OwnArticle, FitsEveryPageAndLacksNoCharacter) {
  auto article = Article::load(own_article(), make_box);
  ASSERT_TRUE(article.ok()) << article.error();
  for (const float width : {320.0f, 390.0f, 768.0f, 1280.0f, 2560.0f}) {
    article.value().layout(test_fonts(), width);
    for (const PlacedText& text : article.value().page_layout().texts) {
      EXPECT_LE(text.x + text.width, width) << text.text;
      for (std::size_t at = 0; at < text.text.size();) {
        const char32_t code = next_character(text.text, at);
        EXPECT_TRUE(test_fonts().metrics(text.style.face).has(code))
            << "U+" << std::hex << static_cast<unsigned>(code) << " in " << text.text;
      }
    }
  }
}

TEST(OwnArticle, EveryInnerLinkHasATarget) {
  auto article = Article::load(own_article(), make_box);
  ASSERT_TRUE(article.ok()) << article.error();
  article.value().layout(test_fonts(), 1280);
  std::set<std::string> targets;
  for (const Anchor& anchor : article.value().anchors()) targets.insert("#" + anchor.id);
  for (const Link& link : article.value().document().links) {
    if (link.href.starts_with("#")) {
      EXPECT_TRUE(targets.contains(link.href)) << link.href;
    }
  }
}

}  // namespace
}  // namespace second_opinion
