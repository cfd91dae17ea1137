// Prints block by block. Lists and quotes, which the document keeps as marks on flat blocks, are
// put together again.
#include "web/article/reader_html.hpp"

#include <algorithm>
#include <utility>

#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

std::string wrap(const std::string& tag, const std::string& inner) {
  return "<" + tag + ">" + inner + "</" + tag + ">";
}

std::string note_call_html(int number) {
  const std::string text = std::to_string(number);
  return "<sup><a href=\"#note-" + text + "\" id=\"call-" + text +
         "\" role=\"doc-noteref\" aria-label=\"Note " + text + "\">" + text + "</a></sup>";
}

std::string run_html(const Run& run, const Document& document) {
  if (run.line_break) return "<br>";
  if (run.note > 0) return note_call_html(run.note);
  std::string html = escape_html(run.text);
  if (run.code) html = wrap("code", html);
  if (run.raise == Raise::kSuperscript) html = wrap("sup", html);
  if (run.raise == Raise::kSubscript) html = wrap("sub", html);
  if (run.italic) html = wrap("em", html);
  if (run.bold) html = wrap("strong", html);
  if (run.role == TextRole::kCnn) html = "<span class=\"cnn\">" + html + "</span>";
  if (run.role == TextRole::kTransformer) html = "<span class=\"transformer\">" + html + "</span>";
  if (run.link >= 0) {
    const std::string& href = document.links[static_cast<std::size_t>(run.link)].href;
    const char* elsewhere =
        href.starts_with('#') ? "" : " target=\"_blank\" rel=\"noopener noreferrer\"";
    html = "<a href=\"" + escape_html(href) + "\"" + elsewhere + ">" + html + "</a>";
  }
  return html;
}

std::string runs_html(const std::vector<Run>& runs, const Document& document) {
  std::string html;
  for (const Run& run : runs) html += run_html(run, document);
  return html;
}

std::string table_html(const Table& table, const Document& document) {
  std::string html = "<table>";
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (row == 0) html += "<thead>";
    if (row == 1) html += "<tbody>";
    html += "<tr>";
    for (std::size_t c = 0; c < table.rows[row].size(); ++c) {
      const Align align = c < table.alignments.size() ? table.alignments[c] : Align::kLeft;
      // An empty corner heads nothing.
      const bool is_head = row == 0 && !table.rows[row][c].empty();
      const std::string tag = is_head ? "th" : "td";
      const std::string attributes = std::string(is_head ? " scope=\"col\"" : "") +
                                     (align == Align::kRight ? " class=\"number\"" : "");
      html +=
          "<" + tag + attributes + ">" + runs_html(table.rows[row][c], document) + "</" + tag + ">";
    }
    html += "</tr>";
    if (row == 0) html += "</thead>";
  }
  return html + (table.rows.size() > 1 ? "</tbody></table>" : "</table>");
}

std::string figure_html(const Block& block, const Figure& figure, const Document& document) {
  if (block.figure.kind == "panel") return figure.html() + "\n";
  std::string html = "<figure id=\"" + escape_html(figure.id) + "\">";
  if (!block.figure.alternative.empty())
    html += "<p class=\"alternative\">" + escape_html(block.figure.alternative) + "</p>";
  html += "<div class=\"data\">" + figure.html() + "</div>";
  if (!block.runs.empty())
    html += "<figcaption>" + runs_html(block.runs, document) + "</figcaption>";
  return html + "</figure>\n";
}

std::vector<int> notes_of(const Block& block) {
  std::vector<int> numbers;
  const auto look = [&](const std::vector<Run>& runs) {
    for (const Run& run : runs) {
      if (run.note > 0) numbers.push_back(run.note);
    }
  };
  look(block.runs);
  for (const auto& row : block.table.rows) std::for_each(row.begin(), row.end(), look);
  return numbers;
}

// The block with the notes that it calls right after it; a style sheet sets them beside it where
// there is room.
std::string with_notes(const std::string& html, const Block& block, const Document& document) {
  const std::vector<int> numbers = notes_of(block);
  if (numbers.empty()) return html;
  std::string notes;
  for (const int number : numbers) {
    const std::string text = std::to_string(number);
    notes += "<p class=\"note\" id=\"note-" + text + "\"><a href=\"#call-" + text +
             "\" aria-label=\"Back to the call of note " + text + "\">" + text + "</a> " +
             runs_html(document.notes[static_cast<std::size_t>(number) - 1], document) + "</p>\n";
  }
  return "<div class=\"noted\">" + html + "<div class=\"notes\">" + notes + "</div></div>\n";
}

std::string block_html(const Block& block, const Document& document) {
  const std::string inner = runs_html(block.runs, document);
  switch (block.kind) {
    case BlockKind::kTitle:
      return "<h1 id=\"" + block.id + "\">" + inner + "</h1>\n";
    case BlockKind::kDeck:
      return "<p class=\"deck\">" + inner + "</p>\n";
    case BlockKind::kFacts:
      return "<p class=\"facts\">" + inner + "</p>\n";
    case BlockKind::kHeading: {
      const std::string tag = "h" + std::to_string(block.level);
      return "<" + tag + " id=\"" + block.id + "\">" + inner + "</" + tag + ">\n";
    }
    case BlockKind::kParagraph:
      return wrap("p", inner) + "\n";
    case BlockKind::kCode:
      return wrap("pre", wrap("code", escape_html(block.code))) + "\n";
    case BlockKind::kTable:
      return table_html(block.table, document) + "\n";
    case BlockKind::kRule:
      return "<hr>\n";
    case BlockKind::kFigure:
    case BlockKind::kNote:
      break;
  }
  return {};
}

// Opens and closes <ul>, <ol>, <li> and <blockquote> as the flat blocks demand.
class Nesting {
 public:
  std::string before(const Block& block) {
    std::string html;
    while (open_.size() > static_cast<std::size_t>(block.list_depth)) html += close_list();
    if (!block.marker.empty() && !open_.empty() &&
        open_.size() == static_cast<std::size_t>(block.list_depth)) {
      html += open_.back() == block.ordered ? "</li><li>" : close_list();
    }
    if (quoted_ != block.quoted)
      html += std::exchange(quoted_, block.quoted) ? "</blockquote>\n" : "<blockquote>";
    while (open_.size() < static_cast<std::size_t>(block.list_depth)) {
      html += block.ordered ? "<ol><li>" : "<ul><li>";
      open_.push_back(block.ordered);
    }
    return html;
  }
  std::string finish() { return before(Block{}); }

 private:
  std::string close_list() {
    const bool ordered = open_.back();
    open_.pop_back();
    return ordered ? "</li></ol>\n" : "</li></ul>\n";
  }
  std::vector<bool> open_;  // per depth: ordered
  bool quoted_ = false;
};

}  // namespace

std::string print_reader_html(const Document& document,
                              const std::vector<std::unique_ptr<Figure>>& figures) {
  std::string html;
  Nesting nesting;
  std::size_t figure = 0;
  for (const Block& block : document.blocks) {
    html += nesting.before(block);
    html += with_notes(block.kind == BlockKind::kFigure
                           ? figure_html(block, *figures[figure++], document)
                           : block_html(block, document),
                       block, document);
  }
  return html + nesting.finish();
}

}  // namespace second_opinion
