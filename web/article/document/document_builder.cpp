// A block is added to the document when the parser leaves it. Until then text goes to that open
// block, or to the open cell of its table.
#include "web/article/document/document_builder.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace second_opinion {
namespace {

// "## The data {#data}": the id in braces wins over the slug of the words.
std::string take_explicit_id(std::vector<Run>& runs) {
  if (runs.empty() || !runs.back().text.ends_with("}")) return {};
  std::string& text = runs.back().text;
  const std::size_t at = text.rfind("{#");
  if (at == std::string::npos) return {};
  std::string id = text.substr(at + 2, text.size() - at - 3);
  text.erase(text.find_last_not_of(' ', at == 0 ? 0 : at - 1) + 1);
  if (text.empty()) runs.pop_back();
  return id;
}

bool all_italic(const std::vector<Run>& runs) {
  return !runs.empty() &&
         std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.italic; });
}

}  // namespace

void DocumentBuilder::fail(std::string_view what) {
  if (!error_.empty()) return;
  const std::string before = plain_text(block_.runs);
  error_ = "article.md: " + std::string(what);
  if (!before.empty())
    error_ += ", after “" + before.substr(before.size() > 60 ? before.size() - 60 : 0) + "”";
}

Block& DocumentBuilder::open(BlockKind kind) {
  leave_block();
  block_ = Block{};
  block_.kind = kind;
  block_.list_depth = static_cast<int>(lists_.size());
  block_.ordered = !lists_.empty() && lists_.back().ordered;
  block_.marker = std::exchange(pending_marker_, {});
  block_.quoted = quote_depth_ > 0;
  open_ = true;
  figure_closed_ = false;
  typographer_.reset();
  return block_;
}

std::vector<Run>& DocumentBuilder::target() {
  if (!open_) open(BlockKind::kParagraph);  // tight list items bring no paragraph of their own
  return in_cell_ ? block_.table.rows.back().back() : block_.runs;
}

void DocumentBuilder::enter_list(bool ordered, int start) {
  leave_block();
  lists_.push_back({ordered, start});
}

void DocumentBuilder::leave_list() {
  leave_block();
  lists_.pop_back();
}

void DocumentBuilder::enter_item() {
  leave_block();
  List& list = lists_.back();
  pending_marker_ = list.ordered ? std::to_string(list.next++) + "." : "•";
}

void DocumentBuilder::enter_cell(Align align) {
  if (block_.table.rows.size() == 1) block_.table.alignments.push_back(align);
  block_.table.rows.back().emplace_back();
  in_cell_ = true;
  typographer_.reset();
}

void DocumentBuilder::add_rule() {
  open(BlockKind::kRule);
  leave_block();
}

void DocumentBuilder::close_heading(Block& block) {
  const std::string id = take_explicit_id(block.runs);
  block.id = id.empty() ? heading_slug(plain_text(block.runs)) : id;
  if (block.id.empty()) fail("a heading without words");
}

void DocumentBuilder::check_figure(const Block& block) {
  if (block.figure.kind != "figure" && block.figure.kind != "panel")
    fail("a picture that is neither figure: nor panel:");
  if (block.figure.kind == "figure" && block.figure.alternative.empty()) {
    fail("figure:" + block.figure.name +
         " has no text alternative: ![caption](figure:" + block.figure.name + " \"alternative\")");
  }
}

void DocumentBuilder::leave_block() {
  if (!open_) return;
  open_ = false;
  if (block_.kind == BlockKind::kTitle || block_.kind == BlockKind::kHeading) close_heading(block_);
  if (block_.kind == BlockKind::kFigure) check_figure(block_);
  document_.blocks.push_back(std::move(block_));
  block_ = Block{};
}

void DocumentBuilder::enter_link(std::string_view href) {
  if (!href.starts_with("#") && !href.starts_with("https://"))
    fail("a link that leads neither to #… nor to https://…");
  style_.link = static_cast<int>(document_.links.size());
  document_.links.push_back({std::string(href)});
}

void DocumentBuilder::enter_figure(std::string_view source, std::string_view alternative) {
  if (!open_ || block_.kind != BlockKind::kParagraph || !block_.runs.empty())
    return fail("a figure that is not alone in its paragraph");
  block_.kind = BlockKind::kFigure;
  const std::size_t colon = std::min(source.find(':'), source.size());
  block_.figure.kind = source.substr(0, colon);
  source.remove_prefix(std::min(colon + 1, source.size()));
  const std::size_t question = std::min(source.find('?'), source.size());
  block_.figure.name = source.substr(0, question);
  if (question < source.size()) block_.figure.options = source.substr(question + 1);
  block_.figure.alternative = alternative;
}

void DocumentBuilder::add_text(std::string_view text) {
  if (open_ && block_.kind == BlockKind::kCode) {
    block_.code += text;
    return;
  }
  if (figure_closed_ && text != " ") return fail("text in the paragraph of a figure");
  std::vector<Run>& runs = target();
  Run run = style_;
  run.text = style_.code ? std::string(text) : typographer_.polish(text);
  if (style_.code && !text.empty()) typographer_.saw(text.back());
  if (!runs.empty() && runs.back().same_style(run)) {
    runs.back().text += run.text;
  } else {
    runs.push_back(std::move(run));
  }
}

void DocumentBuilder::add_break() {
  Run run;
  run.line_break = true;
  target().push_back(std::move(run));
  typographer_.reset();
}

void DocumentBuilder::add_entity(std::string_view entity) {
  if (entity == "&nbsp;") return add_text("\u00a0");
  if (entity == "&thinsp;") return add_text("\u2009");
  if (entity == "&amp;") return add_text("&");
  if (entity == "&lt;") return add_text("<");
  if (entity == "&gt;") return add_text(">");
  fail("the entity " + std::string(entity) + "; write the character itself");
}

void DocumentBuilder::add_tag(std::string_view tag) {
  const bool closing = tag.starts_with("</");
  const std::string_view name = tag.substr(closing ? 2 : 1, tag.size() - (closing ? 3 : 2));
  if (!closing && name.starts_with("note")) return add_note_tag(name);
  if (name == "sup" || name == "sub") {
    style_.raise = closing ? Raise::kNone : name == "sup" ? Raise::kSuperscript : Raise::kSubscript;
  } else if (name == "cnn" || name == "transformer") {
    style_.role = closing         ? TextRole::kInk
                  : name == "cnn" ? TextRole::kCnn
                                  : TextRole::kTransformer;
  } else {
    fail("the tag " + std::string(tag));
  }
}

// What mark_notes() has left: <note-2> calls a note, <notetext-2> begins its paragraph.
void DocumentBuilder::add_note_tag(std::string_view name) {
  if (name.starts_with("notetext-")) {
    if (!open_ || block_.kind != BlockKind::kParagraph || !block_.runs.empty())
      return fail("a note inside of something else");
    block_.kind = BlockKind::kNote;
    return;
  }
  if (open_ && (block_.kind == BlockKind::kTitle || block_.kind == BlockKind::kHeading))
    fail("a note in a heading");
  if (open_ && block_.kind == BlockKind::kNote) fail("a note in a note");
  Run run;
  run.raise = Raise::kSuperscript;
  run.note = ++notes_called_;  // they are numbered in the order of their calls
  run.text = std::to_string(run.note);
  target().push_back(std::move(run));
}

void DocumentBuilder::gather_notes() {
  std::vector<Block>& blocks = document_.blocks;
  const auto first = std::find_if(blocks.begin(), blocks.end(),
                                  [](const Block& b) { return b.kind == BlockKind::kNote; });
  for (auto block = first; block != blocks.end(); ++block) {
    if (block->kind != BlockKind::kNote || block->runs.empty())
      fail("a note that is not a single paragraph of words");
    document_.notes.push_back(std::move(block->runs));
  }
  blocks.erase(first, blocks.end());
}

void DocumentBuilder::give_hero_roles() {
  std::vector<Block>& blocks = document_.blocks;
  if (blocks.empty() || blocks[0].kind != BlockKind::kTitle)
    return fail("the article does not begin with its title (# …)");
  if (blocks.size() > 1 && blocks[1].kind == BlockKind::kParagraph)
    blocks[1].kind = BlockKind::kDeck;
  if (blocks.size() > 2 && blocks[2].kind == BlockKind::kParagraph && all_italic(blocks[2].runs)) {
    blocks[2].kind = BlockKind::kFacts;
    for (Run& run : blocks[2].runs) run.italic = false;
  }
}

void DocumentBuilder::refuse_twin_ids() {
  std::set<std::string> seen;
  for (const Block& block : document_.blocks) {
    if (!block.id.empty() && !seen.insert(block.id).second)
      fail("two headings with the id #" + block.id);
  }
}

Result<Document, std::string> DocumentBuilder::finish() {
  leave_block();
  gather_notes();
  give_hero_roles();
  refuse_twin_ids();
  if (!error_.empty()) return Failure{error_};
  return std::move(document_);
}

}  // namespace second_opinion
