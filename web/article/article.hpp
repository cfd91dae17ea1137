// The article as the rest of the page sees it: read once, laid out per width,
// drawn at a scroll position, printed as HTML. Owns its figures.
//
//   load → layout whenever the width changes or invalidate() was called → draw
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "web/article/contents_rail.hpp"
#include "web/article/document/document.hpp"
#include "web/article/layout/page_layout.hpp"
#include "web/canvas/page_canvas.hpp"
#include "web/figures/kit/figure.hpp"

namespace second_opinion {

// Answers `figure:…` and `panel:…` directives; look at reference.kind. The
// error names what is unknown.
using FigureMaker =
    std::function<Result<std::unique_ptr<Figure>, std::string>(const FigureReference& reference)>;

class Article {
 public:
  // markdown: with its placeholders filled in (filled_article.hpp). The error lists what in it or
  // in a figure directive is not understood.
  static Result<Article, std::string> load(std::string_view markdown, const FigureMaker& figures);

  // Everything is measured again at the next layout(): a figure or panel has changed its height.
  void invalidate() { layout_.width = 0; }
  // True when places have changed: publish height, controls and anchors again.
  bool layout(const Fonts& fonts, float page_width);

  float height() const { return layout_.height; }
  const std::vector<Anchor>& anchors() const { return layout_.anchors; }
  // Links of the text and of the contents rail, and what figures offer. Ids of
  // ours begin with "link-" and "rail-"; their href says where they lead.
  std::vector<Control> controls() const;

  // What the host needs for the text that lies over the drawn words: the top of each block, and the
  // words of one block as JSON (text_layer.hpp). canvas: fonts, colours and density, to ask figures
  // what they draw; nothing is drawn on it. A block of no such index is "null".
  std::vector<float> block_tops() const;
  std::string text_layer(int block, const PageCanvas& canvas) const;
  // The host shows other words in the place of this block's, such as a translation: draw() then
  // leaves its own out, or draws them again.
  void replace_text(int block, bool replaced);

  // Called before each frame, for a page scrolled down by scroll_y: what is visible changes with
  // time and the pointer. True when another frame is wanted.
  bool update(const FrameInput& input, float scroll_y);
  // The visible part. canvas.view is the view in the draw list's coordinates; the document's x
  // begins at view.x. The first kTopSpace px of the document are left free for a toolbar.
  void draw(const PageCanvas& canvas, float scroll_y) const;

  // Not handled when the control belongs to no figure or panel.
  PressResult press(std::string_view control_id);

  // Works out what reader_html() tells and has not been worked out yet; this may take a moment.
  void prepare_html();
  // Semantic HTML, to stand inside #reader: headings with the anchors' ids, figures with their
  // tables. What is not prepared is announced in words.
  std::string reader_html() const;

  const Document& document() const { return document_; }
  const PageLayout& page_layout() const { return layout_; }

 private:
  std::string make_figures(const FigureMaker& figures);

  Document document_;
  std::vector<std::unique_ptr<Figure>> figures_;  // one per block of kind kFigure, in order
  PageLayout layout_;
  std::set<int> replaced_;  // blocks whose words are not drawn
  std::vector<RailEntry> rail_;
};

}  // namespace second_opinion
