// Numbers that programs print, save or keep in their sources, renamed to .csv. Every one has signs
// that no row of numbers has, so that nothing that could be read is refused here. The guess decides
// only which words a refusal has.
#include <algorithm>
#include <cstddef>

#include "core/csv/file_kind.hpp"

namespace second_opinion {
namespace {

constexpr FileKind kJsonObject{
    "JSON",
    "Write its numbers alone: 28 lines of 28, separated by commas, without names, braces "
    "and brackets."};
constexpr FileKind kLists{"a list in brackets, as JSON and Python write it",
                          "Write each row on a line of its own, without brackets; in Python, "
                          "csv.writer(file).writerows(rows) does it."};
constexpr FileKind kPrintedArray{
    "an array in brackets, as Python and NumPy print it",
    "Write the picture with numpy.savetxt(\"digit.csv\", picture, delimiter=\",\") and choose that "
    "file."};
constexpr FileKind kPandas{
    "a table as pandas prints it, with parts left out",
    "Write it with table.to_csv(\"digit.csv\", index=False, header=False) and choose that file."};
constexpr FileKind kMatlab{
    "a matrix as MATLAB and Octave print it or write it in a script",
    "Save it with writematrix(x, \"digit.csv\"), or csvwrite(\"digit.csv\", x) in Octave, and "
    "choose that file."};
constexpr FileKind kOctave{"a matrix in Octave's own text format, with comment lines",
                           "Save it with csvwrite(\"digit.csv\", x) and choose that file."};
constexpr FileKind kR{"a matrix as R prints it or writes it in a script",
                      "Save it with write.table(x, \"digit.csv\", sep=\",\", row.names=FALSE, "
                      "col.names=FALSE) and choose that file."};
constexpr FileKind kJulia{"a matrix as Julia prints it",
                          "Save it with writedlm(\"digit.csv\", x, ',') and choose that file."};
constexpr FileKind kSource{"an array in braces, as C and its kin write it",
                           "Write its numbers alone: 28 lines of 28, separated by commas, without "
                           "names, braces and semicolons."};
constexpr FileKind kQuotedRows{"text with each row in quotes",
                               "Each row is one value that way: remove the quotes at its ends."};
constexpr FileKind kQuotedText{
    "text in one pair of quotes",
    "It is one value that way: remove the quote at its start and the one at its end."};

constexpr std::string_view kBlanks = " \t\r\n\v\f";

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool begins_number(std::string_view text) {
  return !text.empty() && (is_digit(text[0]) || text[0] == '-' || text[0] == '.');
}

std::string_view trimmed(std::string_view text, std::string_view what = kBlanks) {
  const std::size_t start = text.find_first_not_of(what);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(what) - start + 1);
}

std::string_view line_at(std::string_view text, std::size_t start) {
  return text.substr(start, std::min(text.find_first_of("\r\n", start), text.size()) - start);
}

// One line, or all of them together, between two quotes and without further ones inside, with at
// least three values: a decimal comma alone makes no row.
bool is_one_cell(std::string_view text) {
  const std::string_view cell = trimmed(text, " \t\r\n,;");
  if (cell.size() < 2 || (cell[0] != '"' && cell[0] != '\'') || cell.back() != cell[0])
    return false;
  const std::string_view inside = trimmed(cell.substr(1, cell.size() - 2));
  if (contains(inside, cell.substr(0, 1)) || !begins_number(inside)) return false;
  const auto is_delimiter = [](char c) { return contains(",; \t", {&c, 1}); };
  return std::count_if(inside.begin(), inside.end(), is_delimiter) >= 3;
}

std::optional<FileKind> quoted_kind(std::string_view text) {
  if (text[0] != '"' && text[0] != '\'') return std::nullopt;
  const std::string_view first = line_at(text, 0);
  if (is_one_cell(first)) return kQuotedRows;
  if (first.size() < text.size() && is_one_cell(text)) return kQuotedText;
  return std::nullopt;
}

// What stands behind the first bracket of any kind, and before it.
struct Bracketed {
  std::string_view lead;    // `x = `, `np.array`, `const int digit`, …
  std::string_view inside;  // from the bracket on
  bool single = false;      // only one [ in the text
};

std::optional<Bracketed> find_brackets(std::string_view text) {
  // The end must be a bracket too, or a statement's: a lone one in a cell is that cell's fault.
  const std::string_view body = trimmed(text, " \t\r\n,;");
  if (body.empty() || !contains("]})", body.substr(body.size() - 1))) return std::nullopt;
  const std::size_t open = text.find_first_of("[{(");
  if (open == std::string_view::npos) return std::nullopt;
  const std::string_view lead = trimmed(text.substr(0, open));
  if (begins_number(lead) || contains(lead, ",")) return std::nullopt;  // rows come first
  const std::string_view inside = text.substr(open);
  return Bracketed{lead, inside, std::count(inside.begin(), inside.end(), '[') == 1};
}

// Whether a number, or a row of them, begins directly behind a brace.
bool has_braced_numbers(std::string_view text) {
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    if (begins_number(trimmed(text.substr(at + 1, 40)))) return true;
  }
  return false;
}

std::string_view last_word(std::string_view text) {
  return text.substr(text.find_last_of(" \t\r\n=") + 1);
}

std::optional<FileKind> bracketed_kind(std::string_view text) {
  const std::optional<Bracketed> found = find_brackets(text);
  if (!found) return std::nullopt;
  const auto [lead, inside, single] = *found;
  const std::string_view first = trimmed(inside.substr(1)).substr(0, 1);
  if (inside[0] == '{' && (first == "\"" || first == "'")) return kJsonObject;
  if (has_braced_numbers(inside)) return kSource;
  if (inside[0] == '(' && !lead.empty()) {
    if (contains(inside.substr(0, 8), "[")) return kPrintedArray;  // array([[0, tensor([[0.
    const std::string_view call = last_word(lead);
    if (call == "c" || call == "matrix" || call == "structure") return kR;
  }
  if (!begins_number(trimmed(inside, " \t\r\n[("))) return std::nullopt;
  const bool several_lines = contains(inside, "\n") || contains(inside, "\r");
  const bool assigned_rows = lead.ends_with('=') && single && several_lines;
  if (assigned_rows || contains(inside.substr(0, inside.size() - 1), ";")) return kMatlab;
  return contains(inside, ",") ? kLists : kPrintedArray;
}

// What gives itself away by its first or its last line alone.
std::optional<FileKind> framed_kind(std::string_view text) {
  const std::string_view first = trimmed(line_at(text, 0));
  const std::size_t break_before_last = text.find_last_of("\r\n");
  const std::string_view last =
      trimmed(break_before_last == std::string_view::npos ? text : text.substr(break_before_last));
  if (first.starts_with("# Created by Octave") || first.starts_with("# name: ")) return kOctave;
  if (last.starts_with('[') && last.ends_with(" columns]")) return kPandas;
  if (first.starts_with("[,1]")) return kR;
  if (first.starts_with("<tf.Tensor")) return kPrintedArray;
  if (is_digit(first[0]) && contains(first, "×") && first.ends_with(':')) return kJulia;
  const bool named = first.ends_with(" =") && !begins_number(first);
  if (named || first.starts_with("Columns 1 ")) return kMatlab;
  for (const std::string_view start : {"#include", "#ifndef", "#pragma", "#define", "/*", "//"}) {
    if (text.starts_with(start) && has_braced_numbers(text)) return kSource;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FileKind> recognize_text(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  if (const auto kind = quoted_kind(text)) return kind;
  if (const auto kind = framed_kind(text)) return kind;
  return bracketed_kind(text);
}

}  // namespace second_opinion
