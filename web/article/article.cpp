// The stages that an article goes through, one after the other: the Markdown becomes a document,
// the document is laid out for a width, and the layout is drawn.
#include "web/article/article.hpp"

#include <set>

#include "web/article/article_view.hpp"
#include "web/article/document/markdown_parser.hpp"
#include "web/article/reader_html.hpp"
#include "web/article/text_layer.hpp"

namespace second_opinion {
namespace {

constexpr float kReadingLine = 0.3f;  // of the view's height: where the eye is taken to be

// A link that runs over several lines is one control per line.
std::vector<Control> link_controls(const Document& document, const PageLayout& page,
                                   const PlacedBlock& block) {
  std::vector<Control> controls;
  int piece = 0;
  int previous = -1;
  for (std::size_t i = block.first_text; i < block.last_text; ++i) {
    const PlacedText& text = page.texts[i];
    if (text.link < 0) continue;
    piece = text.link == previous ? piece + 1 : 0;
    previous = text.link;
    const std::string suffix =
        piece == 0 ? std::string() : std::string("-").append(std::to_string(piece));
    const Link& link = document.links[static_cast<std::size_t>(text.link)];
    controls.push_back({"link-" + std::to_string(text.link) + suffix,
                        LinkControl{.href = link.href, .in_text = true}, text.text,
                        link_place(text)});
  }
  return controls;
}

}  // namespace

Result<Article, std::string> Article::load(std::string_view markdown, const FigureMaker& figures) {
  if (markdown.find("{{") != std::string_view::npos)
    return Failure{std::string("article.md still has a placeholder, {{…}}; build the page again")};
  auto document = parse_markdown(markdown);
  if (!document) return Failure{document.error()};
  Article article;
  article.document_ = std::move(document.value());
  const std::string errors = article.make_figures(figures);
  if (!errors.empty()) return Failure{errors};
  return article;
}

// Every complaint, one per line. A figure's id is a fragment of the URL like a
// heading's, which comes first: figure:data under "## The data {#data}" gives way.
std::string Article::make_figures(const FigureMaker& figures) {
  std::string errors;
  std::set<std::string> ids;
  for (const Block& block : document_.blocks) {
    if (!block.id.empty()) ids.insert(block.id);
  }
  for (const Block& block : document_.blocks) {
    if (block.kind != BlockKind::kFigure) continue;
    const std::string directive =
        "article.md, " + block.figure.kind + ":" + block.figure.name + ": ";
    auto figure = figures(block.figure);
    if (!figure) {
      errors += directive + figure.error() + "\n";
      continue;
    }
    figures_.push_back(std::move(figure.value()));
    std::string& id = figures_.back()->id;
    if (block.figure.kind != "figure") continue;
    while (!ids.insert(id).second) id = "figure-" + id;
  }
  return errors;
}

bool Article::layout(const Fonts& fonts, float page_width) {
  if (layout_.width == page_width) return false;
  layout_ = lay_out(document_, figures_, fonts, page_width);
  rail_ = rail_entries(layout_, fonts);
  return true;
}

std::vector<Control> Article::controls() const {
  std::vector<Control> controls;
  for (const RailEntry& entry : rail_) {
    controls.push_back({"rail-" + entry.id, LinkControl{.href = "#" + entry.id, .fixed = true},
                        entry.title, entry.place});
  }
  // Block by block: the Tab key follows the reader.
  for (const PlacedBlock& block : layout_.blocks) {
    for (Control& link : link_controls(document_, layout_, block))
      controls.push_back(std::move(link));
    for (const PlacedBlock& note : layout_.notes) {
      if (note.block != block.block) continue;
      for (Control& link : link_controls(document_, layout_, note))
        controls.push_back(std::move(link));
    }
    if (block.figure < 0) continue;
    for (Control& control :
         figures_[static_cast<std::size_t>(block.figure)]->controls(block.figure_place))
      controls.push_back(std::move(control));
  }
  return controls;
}

void Article::draw(const PageCanvas& canvas, float scroll_y) const {
  draw_page(canvas, layout_, figures_, replaced_, scroll_y);
  draw_rail(canvas, rail_, section_at(layout_, scroll_y + canvas.view.h * kReadingLine));
}

std::vector<float> Article::block_tops() const {
  std::vector<float> tops;
  for (const PlacedBlock& block : layout_.blocks) tops.push_back(block.extent.y);
  return tops;
}

std::string Article::text_layer(int block, const PageCanvas& canvas) const {
  const auto index = static_cast<std::size_t>(block);
  if (index >= layout_.blocks.size()) return "null";
  const PlacedBlock& placed = layout_.blocks[index];
  std::vector<DrawnText> labels;
  if (placed.figure >= 0)
    labels =
        texts_of(*figures_[static_cast<std::size_t>(placed.figure)], placed.figure_place, canvas);
  return text_layer_json(document_, layout_, index, labels);
}

void Article::replace_text(int block, bool replaced) {
  if (replaced)
    replaced_.insert(block);
  else
    replaced_.erase(block);
}

bool Article::update(const FrameInput& input, float scroll_y) {
  bool moving = false;
  for (const PlacedBlock& block : layout_.blocks) {
    if (block.figure < 0) continue;
    const Rect place = in_view(block.figure_place, input, scroll_y);
    Figure& figure = *figures_[static_cast<std::size_t>(block.figure)];
    if (input.visible(place) && figure.update(input, place)) moving = true;
  }
  return moving;
}

PressResult Article::press(std::string_view control_id) {
  for (const PlacedBlock& block : layout_.blocks) {
    if (block.figure < 0) continue;
    Figure& figure = *figures_[static_cast<std::size_t>(block.figure)];
    for (const Control& control : figure.controls(block.figure_place)) {
      // A slider's press carries its position: "id=3".
      const bool slider = std::holds_alternative<SliderControl>(control.kind);
      if (control.id != (slider ? control_id.substr(0, control_id.find('=')) : control_id))
        continue;
      PressResult result = figure.press(control_id);
      if (result.resized) invalidate();
      result.handled = true;
      return result;
    }
  }
  return {};
}

void Article::prepare_html() {
  for (const auto& figure : figures_) figure->prepare_html();
}

std::string Article::reader_html() const {
  return print_reader_html(document_, figures_);
}

}  // namespace second_opinion
