// web/article/text_layer.cpp: the words for the host are those of the document, and lie where the
// layout put them; what figures draw is among them.
#include "web/article/text_layer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/web/article/sample_article.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

using nlohmann::json;

PageCanvas canvas_for(TestFrame& frame) {
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.fonts = &test_fonts();
  canvas.theme = &light_theme();
  canvas.view = {0, 0, 1280, 800};
  return canvas;
}

json block_of(const Article& article, std::size_t index) {
  TestFrame frame(1);
  return json::parse(article.text_layer(static_cast<int>(index), canvas_for(frame)));
}

// A part as it is read: the host puts a space where a piece says that there is one.
std::string read(const json& part) {
  std::string text;
  for (const json& piece : part["hanging"]) text += piece["text"];
  for (const json& line : part["lines"]) {
    for (const json& piece : line) {
      text += piece["text"];
      if (piece.contains("space")) text += ' ';
    }
  }
  return text;
}

class TextLayer : public testing::TestWithParam<float> {};

TEST_P(TextLayer, ReadsAsTheDocumentDoes) {
  Article article = sample_article();
  article.layout(test_fonts(), GetParam());
  const auto& blocks = article.document().blocks;
  int compared = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const json said = block_of(article, i);
    for (const json& part : said["parts"]) {
      if (part["kind"] == "text" || part["kind"] == "caption") {
        EXPECT_EQ(read(part), plain_text(blocks[i].runs));
        ++compared;
      }
    }
  }
  EXPECT_EQ(compared, 15);
}

TEST_P(TextLayer, LiesWhereTheLayoutPutIt) {
  Article article = sample_article();
  article.layout(test_fonts(), GetParam());
  const PageLayout& page = article.page_layout();
  std::size_t pieces = 0;
  for (const PlacedBlock& placed : page.blocks) {
    const json said = block_of(article, static_cast<std::size_t>(placed.block));
    std::size_t text = placed.first_text;
    for (const json& part : said["parts"]) {
      float line_number = 0;
      for (const json& piece : part["hanging"]) EXPECT_EQ(piece["text"], page.texts[text++].text);
      for (const json& line : part["lines"]) {
        for (const json& piece : line) {
          const PlacedText& drawn = page.texts[text++];
          EXPECT_EQ(piece["text"], drawn.text);
          EXPECT_NEAR(piece["x"], drawn.x, 0.01);
          EXPECT_NEAR(piece["width"], drawn.width, 0.01);
          const float baseline = part["baseline"].get<float>() +
                                 line_number * part["leading"].get<float>() -
                                 piece.value("rise", 0.0f);
          EXPECT_NEAR(placed.extent.y + baseline, drawn.y, 0.05) << drawn.text;
          ++pieces;
        }
        ++line_number;
      }
    }
    EXPECT_EQ(text, placed.last_text);
  }
  EXPECT_GT(pieces, 40u);
}

INSTANTIATE_TEST_SUITE_P(Widths, TextLayer, testing::Values(320.0f, 390.0f, 1280.0f));

TEST(TextLayerBlocks, SayWhatTheyAre) {
  Article article = sample_article();
  article.layout(test_fonts(), 1280);
  EXPECT_EQ(block_of(article, 0)["kind"], "title");
  EXPECT_EQ(block_of(article, 3)["level"], 2);
  const json links = block_of(article, 4)["parts"][0]["lines"];
  EXPECT_NE(links.dump().find("\"href\":\"#results\""), std::string::npos);
  EXPECT_NE(links.dump().find("\"role\":\"cnn\""), std::string::npos);
  EXPECT_EQ(block_of(article, 5)["figure"], "wide");
  EXPECT_EQ(block_of(article, 5)["alternative"], "What the figure shows, in words");
  EXPECT_EQ(block_of(article, 7)["depth"], 1);
  EXPECT_EQ(block_of(article, 7)["parts"][0]["kind"], "marker");
  EXPECT_EQ(article.text_layer(1000, {}), "null");
  EXPECT_EQ(article.text_layer(-1, {}), "null");
}

TEST(TextLayerBlocks, TablesAreRowsOfCells) {
  Article article = sample_article();
  article.layout(test_fonts(), 1280);
  for (std::size_t i = 0; i < article.document().blocks.size(); ++i) {
    if (article.document().blocks[i].kind != BlockKind::kTable) continue;
    const json parts = block_of(article, i)["parts"];
    ASSERT_EQ(parts.size(), 9u);
    EXPECT_EQ(parts[0]["kind"], "head");
    EXPECT_EQ(read(parts[5]), "92.43\u202f%");
    EXPECT_EQ(parts[5]["row"], 1);
    EXPECT_EQ(parts[5]["kind"], "cell");
    EXPECT_EQ(parts[5]["tabular"], true);
  }
}

constexpr const char* kLabel = "A label that is so long that it needs two lines";

class LabelledFigure : public BoxFigure {
 public:
  LabelledFigure() : BoxFigure(FigureWidth::kColumn) {}
  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const TextStyle style{.size = 15, .color = rgb(0x123456)};
    draw_text(canvas, {place.x + 3, place.y + 20}, "one", style);
    draw_text_box(canvas, {place.x, place.y + 30}, kLabel, style, {.width = 200});
  }
};

Article labelled_article() {
  const auto make =
      [](const FigureReference& reference) -> Result<std::unique_ptr<Figure>, std::string> {
    std::unique_ptr<Figure> figure = std::make_unique<LabelledFigure>();
    figure->id = reference.name;
    return figure;
  };
  return std::move(Article::load("# T\n\nD.\n\n![](figure:a \"t\")", make).value());
}

TEST(TextLayerBlocks, HoldWhatFiguresDraw) {
  Article article = labelled_article();
  article.layout(test_fonts(), 1280);
  TestFrame frame(2);
  const PageCanvas canvas = canvas_for(frame);
  const json said = json::parse(article.text_layer(2, canvas));
  ASSERT_EQ(said["parts"].size(), 2u);
  const Rect place = article.page_layout().blocks[2].figure_place;
  EXPECT_EQ(said["parts"][0]["kind"], "label");
  EXPECT_EQ(said["parts"][0]["colour"], "#123456ff");
  EXPECT_NEAR(said["parts"][0]["x"], place.x + 3, 0.01);
  EXPECT_NEAR(said["parts"][0]["baseline"], place.y + 20 - article.page_layout().blocks[2].extent.y,
              0.01);
  EXPECT_EQ(said["parts"][1]["lines"].size(), 2u);
  EXPECT_EQ(read(said["parts"][1]), kLabel);
  EXPECT_EQ(canvas.list->VtxBuffer.Size, 0);
}

TEST(TextLayerBlocks, ThatAreReplacedDrawNoWords) {
  Article article = labelled_article();
  article.layout(test_fonts(), 1280);
  const auto drawn = [&] {
    TestFrame frame(1);
    article.draw(canvas_for(frame), 0);
    return frame.list().VtxBuffer.Size;
  };
  const int with_words = drawn();
  article.replace_text(2, true);
  EXPECT_LT(drawn(), with_words);
  article.replace_text(2, false);
  EXPECT_EQ(drawn(), with_words);
}

}  // namespace
}  // namespace second_opinion
