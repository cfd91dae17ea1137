// Lines, cells and the delimiter trial. Everything runs once over its input.
#include "core/csv/csv_text.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace second_opinion {
namespace {

bool is_padding(char c) {
  return c == ' ' || c == '\t';
}

bool is_blank(std::string_view line) {
  return std::all_of(line.begin(), line.end(), is_padding);
}

char delimiter_char(Delimiter delimiter) {
  switch (delimiter) {
    case Delimiter::kComma:
      return ',';
    case Delimiter::kSemicolon:
      return ';';
    case Delimiter::kTab:
      return '\t';
    case Delimiter::kSpace:
      return ' ';
  }
  return ',';
}

// Walks over one line. With spaces, a run of spaces and tabs is one delimiter
// and those at the ends are padding; otherwise every delimiter counts.
class CellReader {
 public:
  CellReader(std::string_view line, Delimiter delimiter)
      : line_(line), delimiter_(delimiter_char(delimiter)), runs_(delimiter == Delimiter::kSpace) {
    skip_padding();
    done_ = at_ == line_.size();
  }

  bool next(CsvCell& cell) {
    if (done_) return false;
    if (!read_quoted(cell)) read_plain(cell);
    if (runs_) {
      skip_padding();
      done_ = at_ == line_.size();
    } else {
      done_ = at_ == line_.size();
      if (!done_) {
        ++at_;
        skip_padding();
      }
    }
    return true;
  }

 private:
  bool is_delimiter(char c) const { return c == delimiter_ || (runs_ && c == '\t'); }

  void skip_padding() {
    while (at_ < line_.size() && is_padding(line_[at_]) && (runs_ || line_[at_] != delimiter_))
      ++at_;
  }

  void read_plain(CsvCell& cell) {
    const std::size_t start = at_;
    while (at_ < line_.size() && !is_delimiter(line_[at_])) ++at_;
    std::size_t end = at_;
    while (end > start && is_padding(line_[end - 1])) --end;
    cell = {line_.substr(start, end - start), false};
  }

  // False, and nowhere moved, unless there is "…" up to a delimiter or the end.
  // Stays linear: whatever quotes open the cells behind, they end either this
  // search or their own, so no character is searched more than twice.
  bool read_quoted(CsvCell& cell) {
    if (at_ == line_.size() || line_[at_] != '"') return false;
    const std::size_t start = at_;
    std::size_t end = at_ + 1;
    while (end < line_.size() &&
           (line_[end] != '"' || (end + 1 < line_.size() && line_[end + 1] == '"'))) {
      end += line_[end] == '"' ? 2 : 1;
    }
    if (end >= line_.size()) return false;
    at_ = end + 1;
    skip_padding();
    // A run of spaces after the quote is the delimiter itself, hence not required to be followed by
    // one.
    if (at_ < line_.size() && !is_delimiter(line_[at_]) && !(runs_ && is_padding(line_[at_ - 1]))) {
      at_ = start;
      return false;
    }
    std::string_view text = line_.substr(start + 1, end - start - 1);
    while (!text.empty() && is_padding(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_padding(text.back())) text.remove_suffix(1);
    cell = {text, true};
    return true;
  }

  std::string_view line_;
  char delimiter_;
  bool runs_;
  bool done_ = false;
  std::size_t at_ = 0;
};

// `sep=;`, in quotes perhaps, perhaps with further delimiters behind it as Excel writes them.
char separator_of(std::string_view line) {
  const bool quoted = line.starts_with('"');
  if (quoted) line.remove_prefix(1);
  if (line.size() < 5 || (line[0] | 32) != 's' || (line[1] | 32) != 'e' || (line[2] | 32) != 'p' ||
      line[3] != '=')
    return 0;
  const char separator = line[4];
  line.remove_prefix(5);
  if (quoted) {
    if (!line.starts_with('"')) return 0;
    line.remove_prefix(1);
  }
  return std::all_of(line.begin(), line.end(), [&](char c) { return c == separator || c == ' '; })
             ? separator
             : 0;
}

// Rows of 28 cells that are mostly numbers; then numbers (with semicolons and
// decimal commas, commas too may give 28 cells: `5;0` and the like); then rows
// of 28 cells whatever they hold; then the delimiter announced.
std::tuple<int, int, int, bool> rate(std::span<const std::string_view> lines, Delimiter delimiter,
                                     bool announced) {
  int good_rows = 0, numbers = 0, rows = 0;
  for (const std::string_view line : lines) {
    CellReader reader(line, delimiter);
    CsvCell cell;
    int count = 0, numbers_here = 0;
    while (reader.next(cell)) {
      ++count;
      numbers_here += read_number(cell, delimiter).has_value();
    }
    const bool fits = count == kImageSide || (count == kImageSide + 1 && cell.text.empty());
    good_rows += fits && 2 * numbers_here >= kImageSide;
    rows += fits;
    numbers += numbers_here;
  }
  return {good_rows, numbers, rows, announced};
}

}  // namespace

CsvLines split_lines(std::string_view text) {
  CsvLines result;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    result.lines.push_back(text.substr(start, end - start));
    start = end + 1;
    if (end < text.size() && text[end] == '\r') {
      if (text.substr(start).starts_with("\r\n"))
        start += 2;
      else if (text.substr(start).starts_with('\n'))
        start += 1;
    }
  }
  while (!result.lines.empty() && is_blank(result.lines.back())) result.lines.pop_back();
  if (result.lines.empty()) return result;
  result.separator = separator_of(result.lines.front());
  result.separator_line = result.separator != 0;
  if (result.separator_line) result.lines.erase(result.lines.begin());
  return result;
}

std::optional<Delimiter> delimiter_of(char separator) {
  for (const Delimiter delimiter :
       {Delimiter::kComma, Delimiter::kSemicolon, Delimiter::kTab, Delimiter::kSpace}) {
    if (delimiter_char(delimiter) == separator) return delimiter;
  }
  return std::nullopt;
}

Delimiter try_delimiters(std::span<const std::string_view> lines,
                         std::optional<Delimiter> announced) {
  Delimiter best = Delimiter::kComma;
  std::tuple<int, int, int, bool> best_rating{-1, 0, 0, false};
  for (const Delimiter delimiter :
       {Delimiter::kComma, Delimiter::kSemicolon, Delimiter::kTab, Delimiter::kSpace}) {
    const auto rating = rate(lines, delimiter, delimiter == announced);
    if (rating > best_rating) {
      best = delimiter;
      best_rating = rating;
    }
  }
  return best;
}

CsvTable split_cells(std::span<const std::string_view> lines, Delimiter delimiter) {
  CsvTable table;
  table.delimiter = delimiter;
  table.row_starts.push_back(0);
  bool all_trail = delimiter != Delimiter::kSpace && !lines.empty();
  for (const std::string_view line : lines) {
    CellReader reader(line, delimiter);
    CsvCell cell;
    while (reader.next(cell)) table.cells.push_back(cell);
    table.row_starts.push_back(table.cells.size());
    const auto last = table.row(table.rows() - 1);
    // 28 cells with the last one empty are a row with a missing value, not 27 and a delimiter.
    all_trail =
        all_trail && last.size() > 1 && last.size() != kImageSide && last.back().text.empty();
  }
  if (!all_trail) return table;
  table.trailing_delimiters = true;
  std::vector<CsvCell> kept;
  kept.reserve(table.cells.size());
  std::vector<std::size_t> starts{0};
  for (int r = 0; r < table.rows(); ++r) {
    const auto row = table.row(r);
    kept.insert(kept.end(), row.begin(), row.end() - 1);
    starts.push_back(kept.size());
  }
  table.cells = std::move(kept);
  table.row_starts = std::move(starts);
  return table;
}

}  // namespace second_opinion
