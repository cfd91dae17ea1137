// Cuts the text at its blank lines, fills each piece, decides which pieces go, joins the rest.
#include "web/article/filling/filled_article.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

enum class PieceKind : unsigned char { kHeading, kFigure, kNote, kOther };

// What stands between two blank lines.
struct Piece {
  PieceKind kind = PieceKind::kOther;
  int level = 0;  // of a heading, 1 for the title
  int line = 1;   // where it begins
  std::string text;
  std::string missing;  // the study it needs and the report lacks
  bool goes = false;
};

std::vector<Piece> cut(std::string_view markdown) {
  std::vector<Piece> pieces;
  bool fenced = false, open = false;
  int line = 1;
  for (std::size_t begin = 0; begin < markdown.size(); ++line) {
    const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
    std::string_view text = markdown.substr(begin, end - begin);
    begin = end + 1;
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.starts_with("```")) fenced = !fenced;
    const bool blank = text.find_first_not_of(" \t") == std::string_view::npos;
    if (blank && !fenced) {
      open = false;
      continue;
    }
    if (!open) {
      pieces.emplace_back().line = line;
    } else {
      pieces.back().text += '\n';
    }
    pieces.back().text += text;
    open = true;
  }
  return pieces;
}

void classify(Piece& piece) {
  const std::string_view text = piece.text;
  const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
  if (marks >= 1 && marks <= 6 && text.substr(marks).starts_with(' ')) {
    piece.kind = PieceKind::kHeading;
    piece.level = static_cast<int>(marks);
  } else if (text.starts_with("![")) {
    piece.kind = PieceKind::kFigure;
  } else if (text.starts_with("[^") && text.find("]:") != std::string_view::npos) {
    piece.kind = PieceKind::kNote;
  }
}

// "nist" of "[^nist]: Half of …".
std::string note_name(const Piece& note) {
  return note.text.substr(0, note.text.find(']') + 1);
}

class Filler {
 public:
  Filler(const Placeholders& placeholders, const MissingStudy& missing_study)
      : placeholders_(placeholders), missing_study_(missing_study) {}

  void fill(Piece& piece) {
    std::string filled;
    std::size_t position = 0;
    for (std::size_t open = 0; (open = piece.text.find("{{", position)) != std::string::npos;) {
      filled += piece.text.substr(position, open - position);
      const int line =
          piece.line +
          static_cast<int>(std::count(
              piece.text.begin(), piece.text.begin() + static_cast<std::ptrdiff_t>(open), '\n'));
      const std::size_t close = piece.text.find("}}", open);
      if (close == std::string::npos) {
        fail(line, "{{ without }}");
        return;
      }
      std::string placeholder = piece.text.substr(open + 2, close - open - 2);
      std::erase(placeholder, '\\');  // in tables authors write \|
      filled += value(placeholder, line, piece);
      position = close + 2;
    }
    piece.text = filled + piece.text.substr(position);
    look_for_figure(piece);
  }

  const std::string& errors() const { return errors_; }

 private:
  std::string value(const std::string& placeholder, int line, Piece& piece) {
    PlaceholderAnswer answer = placeholders_(placeholder);
    if (const auto* wrong = std::get_if<WrongName>(&answer)) fail(line, wrong->words);
    if (const auto* missing = std::get_if<NotMeasured>(&answer)) piece.missing = missing->name;
    auto* text = std::get_if<std::string>(&answer);
    return text ? std::move(*text) : std::string();
  }
  void look_for_figure(Piece& piece) {
    constexpr std::string_view kDirective = "(figure:";
    const std::size_t begin = piece.text.find(kDirective);
    if (piece.kind != PieceKind::kFigure || begin == std::string::npos) return;
    const std::string_view rest = std::string_view(piece.text).substr(begin + kDirective.size());
    const std::string missing = missing_study_(rest.substr(0, rest.find_first_of("? )")));
    if (piece.missing.empty()) piece.missing = missing;
  }
  void fail(int line, std::string_view words) {
    errors_ += "article.md line " + std::to_string(line) + ": " + std::string(words) + "\n";
  }

  const Placeholders& placeholders_;
  const MissingStudy& missing_study_;
  std::string errors_;
};

// One past the last piece that belongs to the heading.
std::size_t section_end(const std::vector<Piece>& pieces, std::size_t heading) {
  std::size_t end = heading + 1;
  while (end < pieces.size() && pieces[end].kind != PieceKind::kNote &&
         !(pieces[end].kind == PieceKind::kHeading && pieces[end].level <= pieces[heading].level))
    ++end;
  return end;
}

// The study that a section is about and that is missing: its heading's, its first paragraph's or
// its first figure's.
std::string missing_subject(const std::vector<Piece>& pieces, std::size_t heading) {
  if (!pieces[heading].missing.empty()) return pieces[heading].missing;
  bool paragraph = false, figure = false;
  for (std::size_t i = heading + 1; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (piece.kind == PieceKind::kHeading || piece.kind == PieceKind::kNote) break;
    bool& seen = piece.kind == PieceKind::kFigure ? figure : paragraph;
    if (!seen && !piece.missing.empty()) return piece.missing;
    seen = true;
  }
  return {};
}

std::string told(const Piece& piece, std::string_view what) {
  constexpr std::size_t kShown = 50;
  std::string words = piece.text.substr(0, std::min(kShown, piece.text.find('\n')));
  while (!words.empty() && (static_cast<unsigned char>(words.back()) & 0xC0) == 0x80)
    words.pop_back();  // half a character
  return "article.md line " + std::to_string(piece.line) + ": " + std::string(what) + " \"" +
         words + "…\" is left out: the report lacks " + piece.missing;
}

void leave_out_sections(std::vector<Piece>& pieces, std::vector<std::string>& left_out) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Piece& heading = pieces[i];
    if (heading.kind != PieceKind::kHeading || heading.level == 1 || heading.goes) continue;
    heading.missing = missing_subject(pieces, i);
    if (heading.missing.empty()) continue;
    left_out.push_back(told(heading, "the section"));
    for (std::size_t k = i; k < section_end(pieces, i); ++k) pieces[k].goes = true;
  }
}

void leave_out_paragraphs(std::vector<Piece>& pieces, std::vector<std::string>& left_out) {
  for (Piece& piece : pieces) {
    if (piece.goes || piece.missing.empty()) continue;
    piece.goes = true;
    left_out.push_back(told(piece, piece.kind == PieceKind::kFigure ? "the figure" : "the part"));
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].kind != PieceKind::kHeading || pieces[i].level == 1) continue;
    const auto begin = pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const auto end = pieces.begin() + static_cast<std::ptrdiff_t>(section_end(pieces, i));
    const auto stays = [](const Piece& p) { return !p.goes && p.kind != PieceKind::kHeading; };
    if (begin != end && std::none_of(begin, end, stays)) pieces[i].goes = true;
  }
}

// A note goes when only parts that are left out have called it; one that was never called stays,
// for the parser to complain of.
void leave_out_notes(std::vector<Piece>& pieces) {
  for (Piece& note : pieces) {
    if (note.kind != PieceKind::kNote) continue;
    const std::string name = note_name(note);
    bool called = false, stays = false;
    for (const Piece& piece : pieces) {
      if (piece.kind == PieceKind::kNote || piece.text.find(name) == std::string::npos) continue;
      called = true;
      stays = stays || !piece.goes;
    }
    note.goes = note.goes || (called && !stays);
  }
}

}  // namespace

Result<FilledArticle, std::string> fill_article(std::string_view markdown,
                                                const Placeholders& placeholders,
                                                const MissingStudy& missing_study) {
  std::vector<Piece> pieces = cut(markdown);
  Filler filler(placeholders, missing_study);
  for (Piece& piece : pieces) {
    classify(piece);
    filler.fill(piece);
  }
  if (!filler.errors().empty()) return Failure{filler.errors()};
  FilledArticle article;
  leave_out_sections(pieces, article.left_out);
  leave_out_paragraphs(pieces, article.left_out);
  leave_out_notes(pieces);
  for (const Piece& piece : pieces)
    if (!piece.goes) article.markdown += piece.text + "\n\n";
  return article;
}

}  // namespace second_opinion
