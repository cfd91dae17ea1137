// CSV as text: lines, cells, and the trial that finds the delimiter.
// Knows nothing of pictures except how many fields a row should have.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/csv/csv_image.hpp"
#include "core/csv/csv_number.hpp"

namespace second_opinion {

// Cells row by row, as views into the bytes. Blank lines are rows without cells.
struct CsvTable {
  Delimiter delimiter = Delimiter::kComma;
  std::vector<CsvCell> cells;
  std::vector<std::size_t> row_starts;  // rows + 1 entries
  bool trailing_delimiters = false;  // every row ended in one; the empty cells behind them are gone

  int rows() const { return static_cast<int>(row_starts.size()) - 1; }
  std::span<const CsvCell> row(int r) const {
    return std::span(cells).subspan(row_starts[r], row_starts[r + 1] - row_starts[r]);
  }
};

struct CsvLines {
  std::vector<std::string_view> lines;  // blank lines at the end left out
  bool separator_line = false;          // there was a line `sep=…`, left out too
  char separator = 0;                   // which it named
};

// Ends of lines: LF, CRLF, CR, and the CRCRLF of a file translated twice.
CsvLines split_lines(std::string_view text);

std::optional<Delimiter> delimiter_of(char separator);

// Of comma, semicolon, tab and space, the one that gives most rows of 28 cells,
// mostly numbers; if several give as many, the one that gives most numbers.
Delimiter try_delimiters(std::span<const std::string_view> lines,
                         std::optional<Delimiter> announced);

CsvTable split_cells(std::span<const std::string_view> lines, Delimiter delimiter);

}  // namespace second_opinion
