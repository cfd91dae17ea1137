// Goes through the text line by line: the notes' definitions are taken out first, then the calls
// are numbered.
#include "web/article/document/note_marks.hpp"

#include <algorithm>
#include <vector>

#include "core/base/sort_few.hpp"

namespace second_opinion {
namespace {

struct Note {
  std::string name;
  std::string text;
  int number = 0;  // 0: not called yet
};

// "[^nist]" at the beginning of the text → "nist"; else "".
std::string_view name_at(std::string_view text) {
  if (!text.starts_with("[^")) return {};
  const std::size_t end = text.find(']');
  const std::string_view name =
      end == std::string_view::npos ? std::string_view() : text.substr(2, end - 2);
  const bool plain = std::all_of(name.begin(), name.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
  return plain ? name : std::string_view();
}

class Marker {
 public:
  void take_definitions(std::string_view markdown) {
    bool in_note = false;
    for (std::size_t begin = 0; begin <= markdown.size();) {
      const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
      in_note = take_line(markdown.substr(begin, end - begin), in_note);
      begin = end + 1;
    }
  }

  Result<std::string, std::string> finish() {
    std::string text = mark_calls();
    for (const Note& note : notes_) {
      if (note.number == 0) fail("[^" + note.name + "] is never called");
    }
    sort_few(notes_, [](const Note& a, const Note& b) { return a.number < b.number; });
    for (const Note& note : notes_)
      text += "\n\n<notetext-" + std::to_string(note.number) + ">" + note.text + "\n";
    if (!error_.empty()) return Failure{"article.md: the note " + error_};
    return text;
  }

 private:
  // True while the following lines belong to a note.
  bool take_line(std::string_view line, bool in_note) {
    if (line.starts_with("```")) fenced_ = !fenced_;
    const std::string_view name = fenced_ ? std::string_view() : name_at(line);
    if (!name.empty() && line.substr(name.size() + 3).starts_with(":")) {
      if (find(name)) fail("[^" + std::string(name) + "] is there twice");
      const std::string_view text = line.substr(name.size() + 4);
      notes_.push_back({std::string(name), std::string(text.substr(std::min(
                                               text.find_first_not_of(' '), text.size())))});
      return true;
    }
    if (in_note && line.find_first_not_of(' ') != std::string_view::npos) {
      notes_.back().text += " " + std::string(line);
      return true;
    }
    rest_ += std::string(line) + "\n";
    return false;
  }

  std::string mark_calls() {
    std::string out;
    int calls = 0;
    bool code = false;  // between backticks, of a span or a fence alike
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '`') code = !code;
      const std::string_view name =
          code ? std::string_view() : name_at(std::string_view(rest_).substr(i));
      if (name.empty()) {
        out += rest_[i];
        continue;
      }
      Note* note = find(name);
      if (!note) fail("[^" + std::string(name) + "] is called, but not there");
      if (note && note->number != 0) fail("[^" + std::string(name) + "] is called twice");
      if (note) note->number = ++calls;
      out += "<note-" + std::to_string(calls) + ">";
      i += name.size() + 2;
    }
    return out;
  }

  Note* find(std::string_view name) {
    const auto found = std::find_if(notes_.begin(), notes_.end(),
                                    [&](const Note& note) { return note.name == name; });
    return found == notes_.end() ? nullptr : &*found;
  }

  void fail(const std::string& what) {
    if (error_.empty()) error_ = what;
  }

  std::vector<Note> notes_;
  std::string rest_;
  std::string error_;
  bool fenced_ = false;
};

}  // namespace

Result<std::string, std::string> mark_notes(std::string_view markdown) {
  Marker marker;
  marker.take_definitions(markdown);
  return marker.finish();
}

}  // namespace second_opinion
