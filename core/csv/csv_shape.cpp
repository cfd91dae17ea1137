// Counts, and guesses at what a table of the wrong shape is.
#include "core/csv/csv_shape.hpp"

#include <algorithm>
#include <string>

#include "core/csv/csv_number.hpp"
#include "core/csv/csv_values.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

using namespace csv_fault;
using Row = std::span<const CsvCell>;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

// A name of a column, unlike the words that stand for missing values and unlike 0x1F.
bool is_name(const CsvCell& cell, Delimiter delimiter) {
  if (cell.text.empty() || read_number(cell, delimiter) || cell.text.starts_with("0x") ||
      cell.text.starts_with("0X"))
    return false;
  for (const std::string_view word : {"nan", "na", "n/a", "null", "none", "inf", "-inf", "infinity",
                                      "-infinity", "true", "false"}) {
    const auto same = [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); };
    if (std::equal(word.begin(), word.end(), cell.text.begin(), cell.text.end(), same))
      return false;
  }
  return std::any_of(cell.text.begin(), cell.text.end(), is_letter);
}

// 0, 1, 2, … or 1, 2, 3, …
template <typename CellAt>
bool counts_up(int count, Delimiter delimiter, CellAt cell_at) {
  if (count < 3) return false;
  const std::optional<double> first = read_number(cell_at(0), delimiter);
  if (!first || (*first != 0 && *first != 1)) return false;
  for (int i = 1; i < count; ++i) {
    if (read_number(cell_at(i), delimiter) != *first + i) return false;
  }
  return true;
}

bool has_number(Row row, Delimiter delimiter) {
  return std::any_of(row.begin(), row.end(),
                     [&](const CsvCell& cell) { return read_number(cell, delimiter).has_value(); });
}

bool first_row_is_header(const CsvTable& table) {
  if (table.rows() < 2 || !has_number(table.row(1), table.delimiter)) return false;
  const Row row = table.row(0);
  const auto names = std::count_if(
      row.begin(), row.end(), [&](const CsvCell& cell) { return is_name(cell, table.delimiter); });
  if (2 * static_cast<std::size_t>(names) >= row.size() && names > 0) return true;
  // A first row of 0, 1, 2, … may be part of a picture with 28 rows.
  if (table.rows() == kImageSide || row.empty()) return false;
  const Row numbers =
      row.front().text.empty() || is_name(row.front(), table.delimiter) ? row.subspan(1) : row;
  return counts_up(static_cast<int>(numbers.size()), table.delimiter,
                   [&](int i) { return numbers[i]; });
}

// How many cells every row from `first` on has; 0 when they differ.
int common_columns(const CsvTable& table, int first) {
  if (first >= table.rows()) return 0;
  const std::size_t columns = table.row(first).size();
  for (int r = first; r < table.rows(); ++r) {
    if (table.row(r).size() != columns) return 0;
  }
  return static_cast<int>(columns);
}

bool first_column_is_index(const CsvTable& table, int first) {
  const int columns = common_columns(table, first);
  if (columns < 2 || columns == kImageSide) return false;
  return counts_up(table.rows() - first, table.delimiter,
                   [&](int i) { return table.row(first + i).front(); });
}

// A row without cells, or with empty ones only where a row is too many.
bool is_blank_row(const CsvTable& table, int r) {
  const Row row = table.row(r);
  if (row.empty()) return true;
  return table.rows() > kImageSide &&
         std::all_of(row.begin(), row.end(), [](const CsvCell& cell) { return cell.text.empty(); });
}

int count_bad_cells(const CsvTable& table, int first_row, int first_column, int columns) {
  int bad = 0;
  for (int r = first_row; r < table.rows(); ++r) {
    const Row row = table.row(r);
    if (static_cast<int>(row.size()) != columns || is_blank_row(table, r))
      continue;  // counted as rows already
    for (const CsvCell& cell : row.subspan(std::min<std::size_t>(first_column, row.size()))) {
      bad += !may_be_intensity(cell, table.delimiter);
    }
  }
  return bad;
}

template <typename CellAt>
std::string sample(int count, CellAt cell_at) {
  std::string text;
  int shown = 0;
  for (int i = 0; i < count && shown < 3; ++i) {
    const std::string_view cell = cell_at(i).text;
    if (cell.empty()) continue;
    text += short_number(cell, 12) + ", ";
    ++shown;
  }
  return text + "…";
}

std::optional<CsvError> check_flattened(const CsvTable& table) {
  const TableSize size{table.rows(), common_columns(table, 0)};
  const long long total = 1LL * size.rows * size.columns;
  if (size.rows == kImageSide && size.columns == kImageSide) return std::nullopt;
  CsvError error;
  if (total == kImagePixels || size.columns == kImagePixels) {
    error.fault = Flattened{size};
  } else if (size.columns == kImagePixels + 1 || (total == kImagePixels + 1 && size.columns == 1)) {
    error.fault = Labelled{size};
  } else {
    return std::nullopt;
  }
  // With several rows the first may be a header: its names are no further problems.
  error.more = count_bad_cells(table, first_row_is_header(table) ? 1 : 0, 0, size.columns);
  return error;
}

std::optional<CsvError> check_names(const CsvTable& table) {
  const bool header = first_row_is_header(table);
  const bool index = first_column_is_index(table, header ? 1 : 0);
  if (!header && !index) return std::nullopt;
  const TableSize size{table.rows(), common_columns(table, header ? 1 : 0)};
  const Row first = table.row(0);
  CsvError error;
  if (header) {
    std::string names = sample(static_cast<int>(first.size()), [&](int i) { return first[i]; });
    if (index)
      error.fault = IndexAndHeader{size, std::move(names)};
    else
      error.fault = Header{size, std::move(names)};
  } else {
    error.fault =
        IndexColumn{size, sample(table.rows(), [&](int i) { return table.row(i).front(); })};
  }
  error.more = (size.rows - header != kImageSide) + (size.columns - index != kImageSide);
  error.more += count_bad_cells(table, header ? 1 : 0, index ? 1 : 0, size.columns);
  return error;
}

// "1|2|3": one cell in every row, with a sign in it that is none of the four.
std::optional<CsvError> check_separator(const CsvTable& table) {
  if (common_columns(table, 0) != 1) return std::nullopt;
  const std::string_view text = table.row(0).front().text;
  for (const char separator : {'|', ':', '/', '_'}) {
    if (std::count(text.begin(), text.end(), separator) < 2) continue;
    return CsvError{UnknownSeparator{{separator}}, 0};
  }
  return std::nullopt;
}

// The first blank row explains more than a row of 27 before it.
CsvError first_odd_row(const CsvTable& table) {
  std::optional<CsvFault> first_blank, first_odd;
  int blank = 0, odd = 0;
  for (int r = 0; r < table.rows(); ++r) {
    const int count = static_cast<int>(table.row(r).size());
    if (is_blank_row(table, r)) {
      if (blank++ == 0) first_blank = BlankRow{r + 1};
    } else if (count != kImageSide) {
      if (odd++ == 0) first_odd = RowLength{r + 1, count};
    }
  }
  const int more = blank + odd - 1 + (table.rows() - blank != kImageSide) +
                   count_bad_cells(table, 0, 0, kImageSide);
  return {first_blank ? *first_blank : *first_odd, more};
}

}  // namespace

std::optional<CsvError> check_shape(const CsvTable& table) {
  if (auto error = check_flattened(table)) return error;
  if (auto error = check_names(table)) return error;
  if (auto error = check_separator(table)) return error;
  const int rows = table.rows(), columns = common_columns(table, 0);
  bool any_blank = false;
  for (int r = 0; r < rows; ++r) any_blank = any_blank || is_blank_row(table, r);
  if (columns == 0 || any_blank) return first_odd_row(table);
  if (rows == kImageSide && columns == kImageSide) return std::nullopt;
  CsvError error;
  if (rows == kImageSide)
    error.fault = ColumnCount{columns};
  else
    error.fault = RowCount{{rows, columns}};
  error.more = count_bad_cells(table, 0, 0, columns);
  return error;
}

}  // namespace second_opinion
