// Goes down the document once. The Flow keeps the height that has been reached and the space that
// the last block wants below it; of two neighbouring spaces the larger one counts.
#include "web/article/layout/page_layout.hpp"

#include <algorithm>

#include "web/article/layout/block_styles.hpp"
#include "web/article/typesetting/drop_cap.hpp"
#include "web/article/typesetting/note_layout.hpp"
#include "web/article/typesetting/paragraph.hpp"
#include "web/article/typesetting/table_layout.hpp"

namespace second_opinion {
namespace {

class Flow {
 public:
  Flow(const Document& document, const std::vector<std::unique_ptr<Figure>>& figures,
       const Fonts& fonts, float width)
      : document_(document), figures_(figures), fonts_(fonts) {
    page_.width = width;
    page_.grid = page_grid(width);
    y_ = kTopSpace;
  }

  PageLayout run() {
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      index_ = static_cast<int>(i);
      place(document_.blocks[i]);
    }
    page_.height = std::max(y_, notes_bottom_) + units(12);
    return std::move(page_);
  }

 private:
  void place(const Block& block) {
    begin(block);
    switch (block.kind) {
      case BlockKind::kTitle:
      case BlockKind::kDeck:
      case BlockKind::kFacts:
        place_hero(block);
        break;
      case BlockKind::kHeading:
      case BlockKind::kParagraph:
        place_text(block);
        break;
      case BlockKind::kCode:
        place_code(block);
        break;
      case BlockKind::kTable:
        y_ += set_table(fonts_, block.table, page_.grid.type.small + 1, {column_.x, y_}, column_.w,
                        page_.texts, page_.parts, page_.boxes);
        break;
      case BlockKind::kRule:
        place_rule();
        break;
      case BlockKind::kFigure:
        place_figure(block);
        break;
      case BlockKind::kNote:
        break;
    }
    end(block);
  }

  void begin(const Block& block) {
    const Spacing spacing = block_spacing(block, page_.grid);
    y_ += index_ == 0 ? spacing.above : std::max(below_, spacing.above);
    below_ = spacing.below;
    column_ = page_.grid.text;
    const float indent =
        kListIndent * static_cast<float>(block.list_depth) + (block.quoted ? kQuoteIndent : 0);
    column_.x += indent;
    column_.w -= indent;
    PlacedBlock& placed = page_.blocks.emplace_back();
    placed.block = index_;
    placed.extent = {0, y_, page_.width, 0};
    placed.first_text = page_.texts.size();
    placed.first_box = page_.boxes.size();
    placed.first_part = page_.parts.size();
  }

  void end(const Block& block) {
    PlacedBlock& placed = page_.blocks.back();
    const std::vector<NoteCall> calls = note_calls(page_.texts, placed.first_text);
    if (page_.grid.margin.w <= 0) place_notes_below(calls);
    if (block.quoted)
      page_.boxes.push_back(
          {BoxKind::kQuoteBar, {page_.grid.text.x, placed.extent.y, 3, y_ - placed.extent.y}});
    placed.extent.h = y_ - placed.extent.y;
    placed.last_text = page_.texts.size();
    placed.last_box = page_.boxes.size();
    placed.last_part = page_.parts.size();
    if (page_.grid.margin.w > 0) place_notes_beside(calls);
  }

  const std::vector<Run>& note(const NoteCall& call) const {
    return document_.notes[static_cast<std::size_t>(call.number) - 1];
  }

  void place_notes_below(const std::vector<NoteCall>& calls) {
    for (const NoteCall& call : calls) {
      y_ += units(1.5f);
      const float height = set_note(fonts_, note(call), call.number, {column_.x + units(2), y_},
                                    column_.w - units(2), page_.texts, page_.parts);
      page_.boxes.push_back({BoxKind::kQuoteBar, {column_.x, y_, 2, height}});
      y_ += height;
    }
  }

  // Each at its line, or as far below as the one before it needs.
  void place_notes_beside(const std::vector<NoteCall>& calls) {
    for (const NoteCall& call : calls) {
      const Column margin = page_.grid.margin;
      const float top = std::max(note_top(fonts_, call.line), notes_bottom_ + units(2));
      PlacedBlock& placed = page_.notes.emplace_back();
      placed.block = index_;
      placed.first_text = page_.texts.size();
      placed.first_part = page_.parts.size();
      placed.extent = {margin.x, top, margin.w,
                       set_note(fonts_, note(call), call.number, {margin.x, top}, margin.w,
                                page_.texts, page_.parts)};
      placed.last_text = page_.texts.size();
      placed.last_part = page_.parts.size();
      notes_bottom_ = top + placed.extent.h;
    }
  }

  void anchor(const Block& block) {
    page_.anchors.push_back(
        {block.id, plain_text(block.runs), std::max(0.0f, y_ - units(4)), block.level});
  }

  // At the height that has been reached, which then moves on.
  void set(PartKind kind, const std::vector<Run>& runs, const ParagraphStyle& style,
           const Column& column) {
    const PartPlace place{.kind = kind, .top_left = {column.x, y_}, .width = column.w};
    y_ += set_part(fonts_, runs, style, place, page_.texts, page_.parts);
  }

  void place_hero(const Block& block) {
    if (block.kind == BlockKind::kTitle) anchor(block);
    if (block.kind == BlockKind::kFacts) {
      page_.boxes.push_back({BoxKind::kHairline, {column_.x, y_, column_.w, 1}});
      y_ += units(2);
    }
    const float width = block.kind == BlockKind::kTitle
                            ? page_.grid.wide.x + page_.grid.wide.w - column_.x
                            : column_.w;
    set(PartKind::kText, block.runs, block_style(block, page_.grid), {column_.x, width});
  }

  void place_text(const Block& block) {
    if (block.kind == BlockKind::kHeading) anchor(block);
    const ParagraphStyle style = block_style(block, page_.grid);
    if (!block.marker.empty()) place_marker(block, style);
    if (!opens_article(block)) {
      set(PartKind::kText, block.runs, style, column_);
      return;
    }
    const PartPlace place{.top_left = {column_.x, y_}, .width = column_.w};
    const std::size_t first = page_.texts.size();
    y_ += set_with_drop_cap(fonts_, block.runs, style, place.top_left, place.width, page_.texts);
    page_.parts.push_back(part_from(fonts_, first, page_.texts, style, place));
  }

  // The first plain paragraph, and only if no heading stands before it.
  bool opens_article(const Block& block) {
    const bool first = !opened_;
    opened_ = true;
    return first && block.kind == BlockKind::kParagraph && block.list_depth == 0 && !block.quoted;
  }

  void place_marker(const Block& block, ParagraphStyle style) {
    style.tabular = true;
    style.role = TextRole::kMuted;
    Run run;
    run.text = block.marker;
    const float gap = block.ordered ? 8.0f : 12.0f;
    const float width = measure_runs(fonts_, {run}, style).widest;
    const PartPlace place{.kind = PartKind::kMarker,
                          .top_left = {column_.x - gap - width, y_},
                          .width = width + 0.05f};
    set_part(fonts_, {run}, style, place, page_.texts, page_.parts);
  }

  void place_code(const Block& block) {
    const ParagraphStyle style = block_style(block, page_.grid);
    const float padding = units(2);
    const float top = y_;
    const std::size_t ground = page_.boxes.size();
    page_.boxes.push_back({BoxKind::kCodeGround, {}});
    y_ += padding;
    for (std::size_t begin = 0; begin < block.code.size();) {
      const std::size_t end = std::min(block.code.find('\n', begin), block.code.size());
      Run run;
      run.text = block.code.substr(begin, end - begin);
      // Leading spaces carry meaning in code and must not vanish at a line's start.
      for (std::size_t i = 0; i < run.text.size() && run.text[i] == ' '; i += 2)
        run.text.replace(i, 1, "\u00a0");
      const float top_of_line = y_;
      set(PartKind::kCodeLine, {run}, style, {column_.x + padding, column_.w - 2 * padding});
      y_ = std::max(y_, top_of_line + style.leading);
      begin = end + 1;
    }
    y_ += padding;
    page_.boxes[ground].place = {column_.x, top, column_.w, y_ - top};
  }

  void place_rule() {
    page_.boxes.push_back(
        {BoxKind::kHairline, {column_.x + column_.w / 2 - units(6), y_, units(12), 1}});
    y_ += 1;
  }

  void place_figure(const Block& block) {
    Figure& figure = *figures_[static_cast<std::size_t>(figure_)];
    const FigureWidth wanted = figure.width_class();
    const Column column = wanted == FigureWidth::kFull   ? page_.grid.full
                          : wanted == FigureWidth::kWide ? page_.grid.wide
                                                         : column_;
    PlacedBlock& placed = page_.blocks.back();
    // What bleeds into the margin begins below the notes that stand there.
    if (page_.grid.margin.w > 0 && column.x + column.w > page_.grid.margin.x && notes_bottom_ > 0)
      y_ = std::max(y_, notes_bottom_ + units(3));
    placed.figure = figure_++;
    placed.figure_id = figure.id;
    placed.figure_place = {column.x, y_, column.w, figure.measure(fonts_, column.w)};
    // Panels are reached by the heading above them, whose id they may share.
    if (block.figure.kind == "figure")
      page_.anchors.push_back(
          {figure.id, plain_text(block.runs), std::max(0.0f, y_ - units(4)), 0});
    y_ += placed.figure_place.h;
    if (block.runs.empty()) return;
    y_ += units(2);
    set(PartKind::kCaption, block.runs, block_style(block, page_.grid), column_);
  }

  const Document& document_;
  const std::vector<std::unique_ptr<Figure>>& figures_;
  const Fonts& fonts_;
  PageLayout page_;
  Column column_;
  float y_ = 0;
  float below_ = 0;
  float notes_bottom_ = 0;  // of the last one in the margin
  int index_ = 0;
  int figure_ = 0;
  bool opened_ = false;  // a heading or paragraph has been set after the hero
};

}  // namespace

PageLayout lay_out(const Document& document, const std::vector<std::unique_ptr<Figure>>& figures,
                   const Fonts& fonts, float page_width) {
  return Flow(document, figures, fonts, page_width).run();
}

}  // namespace second_opinion
