// Collects what the Markdown parser reports, event by event, into the blocks of a document, and
// refuses what the page cannot show. Reads no Markdown itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "web/article/document/document.hpp"
#include "web/article/document/typographer.hpp"

namespace second_opinion {

class DocumentBuilder {
 public:
  void enter_quote() { ++quote_depth_; }
  void leave_quote() { --quote_depth_; }
  void enter_list(bool ordered, int start);
  void leave_list();
  void enter_item();
  void enter_heading(int level) {
    open(level == 1 ? BlockKind::kTitle : BlockKind::kHeading).level = level;
  }
  void enter_paragraph() { open(BlockKind::kParagraph); }
  void enter_code() { open(BlockKind::kCode); }
  void enter_table() { open(BlockKind::kTable); }
  void enter_row() { block_.table.rows.emplace_back(); }
  void enter_cell(Align align);
  void leave_cell() { in_cell_ = false; }
  void leave_block();
  void add_rule();

  void enter_link(std::string_view href);
  void enter_figure(std::string_view source, std::string_view alternative);
  void leave_figure() { figure_closed_ = true; }
  void add_text(std::string_view text);
  void add_break();
  void add_entity(std::string_view entity);
  void add_tag(std::string_view tag);
  Run& style() { return style_; }

  // Keeps the first complaint only.
  void fail(std::string_view what);
  Result<Document, std::string> finish();

 private:
  struct List {
    bool ordered;
    int next;
  };
  Block& open(BlockKind kind);
  std::vector<Run>& target();
  void close_heading(Block& block);
  void check_figure(const Block& block);
  void add_note_tag(std::string_view name);
  void gather_notes();
  void give_hero_roles();
  void refuse_twin_ids();

  Document document_;
  Block block_;
  bool open_ = false;
  bool in_cell_ = false;
  bool figure_closed_ = false;
  Run style_;
  std::vector<List> lists_;
  std::string pending_marker_;
  int quote_depth_ = 0;
  int notes_called_ = 0;
  Typographer typographer_;
  std::string error_;
};

}  // namespace second_opinion
