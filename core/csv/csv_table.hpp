// Lines → cells, and the trial that finds the delimiter. Knows nothing of pictures except how many
// cells a row should have; what a table of another shape may be is csv_shape's business.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace second_opinion {

enum class Delimiter { kComma, kSemicolon, kTab, kSpace };

std::optional<Delimiter> delimiter_of(char separator);

struct CsvCell {
  std::string_view text;  // without padding and quotes
  bool quoted = false;
};

// The cell's number, if it is one. A decimal comma only where it cannot be a delimiter: in quotes,
// or when something else separates the values.
std::optional<double> read_number(const CsvCell& cell, Delimiter delimiter);

// Cells row by row, as views into the bytes. Blank lines are rows without cells.
struct CsvTable {
  Delimiter delimiter = Delimiter::kComma;
  std::vector<CsvCell> cells;
  std::vector<std::size_t> row_starts;  // rows + 1 entries
  // Left out at the end, because nothing but delimiters stood in them. Never so many that fewer
  // than 28 remain: a missing last value is a missing value.
  int empty_columns = 0;
  int empty_rows = 0;

  int rows() const { return static_cast<int>(row_starts.size()) - 1; }
  std::span<const CsvCell> row(int r) const {
    return std::span(cells).subspan(row_starts[r], row_starts[r + 1] - row_starts[r]);
  }
};

// Of comma, semicolon, tab and space, the one that gives most rows of 28 cells,
// mostly numbers; if several give as many, the one that gives most numbers.
Delimiter try_delimiters(std::span<const std::string_view> lines,
                         std::optional<Delimiter> announced);

CsvTable split_cells(std::span<const std::string_view> lines, Delimiter delimiter);

}  // namespace second_opinion
