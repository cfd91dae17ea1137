// Cells, the delimiter trial, and the empty ends of tables. Everything runs once over its input.
#include "core/csv/csv_table.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "core/csv/csv_number.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

constexpr std::array kDelimiters{Delimiter::kComma, Delimiter::kSemicolon, Delimiter::kTab,
                                 Delimiter::kSpace};

bool is_padding(char c) {
  return c == ' ' || c == '\t';
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

// Rows of 28 cells that are mostly numbers, empty cells behind them aside; then numbers (with
// semicolons and decimal commas, commas too may give 28 cells: `5;0` and the like); then rows
// of 28 cells whatever they hold; then the delimiter announced.
std::tuple<int, int, int, bool> rate(std::span<const std::string_view> lines, Delimiter delimiter,
                                     bool announced) {
  int good_rows = 0, numbers = 0, rows = 0;
  for (const std::string_view line : lines) {
    CellReader reader(line, delimiter);
    CsvCell cell;
    int count = 0, filled = 0, numbers_here = 0;
    while (reader.next(cell)) {
      ++count;
      if (!cell.text.empty()) filled = count;
      numbers_here += read_number(cell, delimiter).has_value();
    }
    const bool fits = count >= kImageSide && filled <= kImageSide;
    good_rows += fits && 2 * numbers_here >= kImageSide;
    rows += fits;
    numbers += numbers_here;
  }
  return {good_rows, numbers, rows, announced};
}

bool is_empty(const CsvCell& cell) {
  return cell.text.empty();
}

bool all_empty(std::span<const CsvCell> row) {
  return std::all_of(row.begin(), row.end(), is_empty);
}

void leave_out_empty_rows(CsvTable& table) {
  while (table.rows() > kImageSide && all_empty(table.row(table.rows() - 1))) {
    table.empty_rows += !table.row(table.rows() - 1).empty();
    table.row_starts.pop_back();
  }
  table.cells.resize(table.row_starts.back());
}

// How many empty cells every row ends in, rows without any value aside. With 28 cells or more,
// those beyond the 28th alone: 28 cells with the last one empty lack a value.
int empty_columns_at_end(const CsvTable& table) {
  std::size_t common = table.cells.size();
  for (int r = 0; r < table.rows(); ++r) {
    const auto row = table.row(r);
    if (all_empty(row)) continue;
    const auto filled = std::find_if_not(row.rbegin(), row.rend(), is_empty);
    std::size_t here = static_cast<std::size_t>(filled - row.rbegin());
    if (row.size() >= kImageSide) here = std::min(here, row.size() - kImageSide);
    common = std::min(common, here);
  }
  return common == table.cells.size() ? 0 : static_cast<int>(common);
}

void leave_out_empty_columns(CsvTable& table) {
  table.empty_columns = empty_columns_at_end(table);
  if (table.empty_columns == 0) return;
  const std::size_t surplus = static_cast<std::size_t>(table.empty_columns);
  std::vector<CsvCell> kept;
  kept.reserve(table.cells.size());
  std::vector<std::size_t> starts{0};
  for (int r = 0; r < table.rows(); ++r) {
    const auto row = table.row(r);
    const auto left = row.first(row.size() - std::min(surplus, row.size()));
    kept.insert(kept.end(), left.begin(), left.end());
    starts.push_back(kept.size());
  }
  table.cells = std::move(kept);
  table.row_starts = std::move(starts);
}

}  // namespace

std::optional<Delimiter> delimiter_of(char separator) {
  for (const Delimiter delimiter : kDelimiters) {
    if (delimiter_char(delimiter) == separator) return delimiter;
  }
  return std::nullopt;
}

std::optional<double> read_number(const CsvCell& cell, Delimiter delimiter) {
  const bool comma_is_free = cell.quoted || delimiter != Delimiter::kComma;
  return read_number(cell.text, comma_is_free ? DecimalMark::kPointOrComma : DecimalMark::kPoint);
}

Delimiter try_delimiters(std::span<const std::string_view> lines,
                         std::optional<Delimiter> announced) {
  Delimiter best = Delimiter::kComma;
  std::tuple<int, int, int, bool> best_rating{-1, 0, 0, false};
  for (const Delimiter delimiter : kDelimiters) {
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
  for (const std::string_view line : lines) {
    CellReader reader(line, delimiter);
    CsvCell cell;
    while (reader.next(cell)) table.cells.push_back(cell);
    table.row_starts.push_back(table.cells.size());
  }
  leave_out_empty_rows(table);
  leave_out_empty_columns(table);
  return table;
}

}  // namespace second_opinion
