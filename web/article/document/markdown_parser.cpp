// Hands what md4c reports to a DocumentBuilder, one for each article. The builder keeps the first
// error and ignores what comes after it.
#include "web/article/document/markdown_parser.hpp"

#include <algorithm>

#include "md4c.h"
#include "web/article/document/document_builder.hpp"
#include "web/article/document/note_marks.hpp"

namespace second_opinion {
namespace {

DocumentBuilder& builder(void* user) {
  return *static_cast<DocumentBuilder*>(user);
}

std::string_view attribute(const MD_ATTRIBUTE& a) {
  return a.text ? std::string_view(a.text, a.size) : std::string_view();
}

Align alignment(MD_ALIGN align) {
  return align == MD_ALIGN_RIGHT    ? Align::kRight
         : align == MD_ALIGN_CENTER ? Align::kCenter
                                    : Align::kLeft;
}

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  DocumentBuilder& b = builder(user);
  switch (type) {
    case MD_BLOCK_DOC:
      break;
    case MD_BLOCK_QUOTE:
      b.enter_quote();
      break;
    case MD_BLOCK_UL:
      b.enter_list(false, 1);
      break;
    case MD_BLOCK_OL:
      b.enter_list(true, static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start));
      break;
    case MD_BLOCK_LI:
      b.enter_item();
      break;
    case MD_BLOCK_HR:
      b.add_rule();
      break;
    case MD_BLOCK_H:
      b.enter_heading(static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_CODE:
      b.enter_code();
      break;
    case MD_BLOCK_HTML:
      b.fail("a block of HTML");
      break;
    case MD_BLOCK_P:
      b.enter_paragraph();
      break;
    case MD_BLOCK_TABLE:
      b.enter_table();
      break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      break;
    case MD_BLOCK_TR:
      b.enter_row();
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      b.enter_cell(alignment(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align));
      break;
  }
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* user) {
  DocumentBuilder& b = builder(user);
  switch (type) {
    case MD_BLOCK_QUOTE:
      b.leave_quote();
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      b.leave_list();
      break;
    case MD_BLOCK_LI:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_TABLE:
      b.leave_block();
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      b.leave_cell();
      break;
    default:
      break;
  }
  return 0;
}

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  DocumentBuilder& b = builder(user);
  switch (type) {
    case MD_SPAN_EM:
      b.style().italic = true;
      break;
    case MD_SPAN_STRONG:
      b.style().bold = true;
      break;
    case MD_SPAN_CODE:
      b.style().code = true;
      break;
    case MD_SPAN_A:
      b.enter_link(attribute(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
      break;
    case MD_SPAN_IMG: {
      const auto* image = static_cast<MD_SPAN_IMG_DETAIL*>(detail);
      b.enter_figure(attribute(image->src), attribute(image->title));
      break;
    }
    default:
      b.fail("a kind of span that the page does not draw");
      break;
  }
  return 0;
}

int leave_span(MD_SPANTYPE type, void*, void* user) {
  if (type == MD_SPAN_IMG) builder(user).leave_figure();
  Run& style = builder(user).style();
  if (type == MD_SPAN_EM) style.italic = false;
  if (type == MD_SPAN_STRONG) style.bold = false;
  if (type == MD_SPAN_CODE) style.code = false;
  if (type == MD_SPAN_A) style.link = -1;
  return 0;
}

int text_of(MD_TEXTTYPE type, const MD_CHAR* data, MD_SIZE size, void* user) {
  DocumentBuilder& b = builder(user);
  const std::string_view text(data, size);
  switch (type) {
    case MD_TEXT_NULLCHAR:
      b.fail("a NUL character");
      break;
    case MD_TEXT_BR:
      b.add_break();
      break;
    case MD_TEXT_SOFTBR:
      b.add_text(" ");
      break;
    case MD_TEXT_ENTITY:
      b.add_entity(text);
      break;
    case MD_TEXT_HTML:
      b.add_tag(text);
      break;
    default:
      b.add_text(text);
      break;
  }
  return 0;
}

}  // namespace

Result<Document, std::string> parse_markdown(std::string_view markdown) {
  const auto marked = mark_notes(markdown);
  if (!marked) return Failure{marked.error()};
  const std::string& text = marked.value();
  DocumentBuilder b;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = text_of;
  if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &b) != 0) {
    return Failure{std::string("article.md could not be parsed: out of memory")};
  }
  return b.finish();
}

}  // namespace second_opinion
