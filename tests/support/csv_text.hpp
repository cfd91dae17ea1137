// CSV texts made in code for tests: a small drawn digit, and ways to spoil it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv/csv_image.hpp"

namespace second_opinion::testing {

using Cells = std::vector<std::vector<std::string>>;

inline std::string byte_at(int row, int column) {
  // A ring, bright on dark, with some grey so that every kind of value occurs.
  const int dy = row - 14, dx = column - 14, d = dy * dy + dx * dx;
  return std::to_string(d < 25 || d > 81 ? 0 : d > 36 && d < 64 ? 255 : 128 + d);
}

inline Cells table(int rows, int columns,
                   const std::function<std::string(int, int)>& at = byte_at) {
  Cells cells(rows, std::vector<std::string>(columns));
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) cells[r][c] = at(r, c);
  }
  return cells;
}

inline std::string join(const Cells& cells, std::string_view delimiter = ",",
                        std::string_view end = "\n") {
  std::string text;
  for (const auto& row : cells) {
    for (std::size_t c = 0; c < row.size(); ++c)
      text += (c > 0 ? std::string(delimiter) : "") + row[c];
    text += end;
  }
  return text;
}

inline std::string digit_csv() {
  return join(table(28, 28));
}

inline std::string with_cell(int row, int column, std::string_view value,
                             Cells cells = table(28, 28)) {
  cells[row - 1][column - 1] = std::string(value);
  return join(cells);
}

inline Result<CsvImage, CsvError> parse(std::string_view text,
                                        std::string_view name = "digit.csv") {
  OfferedFile file;
  file.name = name;
  file.bytes = {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
  file.total_bytes = static_cast<double>(text.size());
  return parse_csv_image(file);
}

}  // namespace second_opinion::testing
