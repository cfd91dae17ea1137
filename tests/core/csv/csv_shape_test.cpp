// Covers core/csv/csv_shape.cpp: which cause a table of the wrong shape is refused for.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/csv/csv_image.hpp"
#include "tests/support/csv_refusals.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;

std::string with_row(int row, std::vector<std::string> values, Cells cells = table(28, 28)) {
  cells[row - 1] = std::move(values);
  return join(cells);
}

std::string counting_header(int from, int count, std::string_view before = "") {
  std::string line(before);
  for (int i = 0; i < count; ++i) line += (i > 0 ? "," : "") + std::to_string(from + i);
  return line + "\n";
}

std::string with_index(int rows, int from) {
  return join(table(rows, 29, [&](int r, int c) {
    return c == 0 ? std::to_string(r + from) : byte_at(r, c - 1);
  }));
}

std::string with_row_removed(int row) {
  Cells cells = table(28, 28);
  cells.erase(cells.begin() + row - 1);
  return join(cells);
}

std::vector<Refused> wrong_shapes() {
  const std::string csv = digit_csv();
  const auto zero = [](int, int) { return "0"; };
  return {
      {"header of numbers", counting_header(0, 28) + csv, CsvFault::kHeader},
      {"header from 1", counting_header(1, 28) + csv, CsvFault::kHeader},
      {"header of names",
       join(table(1, 28, [](int, int c) { return std::string("pixel") + std::to_string(c); })) +
           csv,
       CsvFault::kHeader},
      {"header of names like 1x1",
       join(table(1, 28, [](int, int c) { return std::string("1x") + std::to_string(c); })) + csv,
       CsvFault::kHeader},
      {"header instead of a row",
       join(table(1, 28, [](int, int) { return "x"; })) + with_row_removed(1), CsvFault::kHeader, 0,
       0, 1},
      {"pandas index and header", counting_header(0, 28, ",") + with_index(28, 0),
       CsvFault::kIndexAndHeader},
      {"named index and header", counting_header(0, 28, "Unnamed: 0,") + with_index(28, 0),
       CsvFault::kIndexAndHeader},
      {"R's row names",
       join(table(
           1, 29,
           [](int, int c) { return c == 0 ? std::string("\"\"") : "V" + std::to_string(c); })) +
           with_index(28, 1),
       CsvFault::kIndexAndHeader},
      {"R's table, header one shorter",
       join(table(1, 28, [](int, int c) { return std::string("V") + std::to_string(c); })) +
           with_index(28, 1),
       CsvFault::kIndexAndHeader},
      {"index alone", with_index(28, 0), CsvFault::kIndexColumn},
      {"27 rows", with_row_removed(5), CsvFault::kRowCount},
      {"29 rows", csv + join(table(1, 28)), CsvFault::kRowCount},
      {"27 columns", join(table(28, 27)), CsvFault::kColumnCount},
      {"29 columns", join(table(28, 29)), CsvFault::kColumnCount},
      {"32 by 32", join(table(32, 32)), CsvFault::kRowCount},
      {"row 7 short", with_row(7, std::vector<std::string>(27, "0")), CsvFault::kColumnCount, 7},
      {"row 7 long", with_row(7, std::vector<std::string>(29, "0")), CsvFault::kColumnCount, 7},
      {"row 7 twice as long", with_row(7, std::vector<std::string>(56, "0")),
       CsvFault::kColumnCount, 7},
      {"one trailing comma", with_cell(28, 28, "0,"), CsvFault::kColumnCount, 28},
      {"rows 7 and 9 short, one row too many",
       with_row(9, {"1", "2"},
                [&] {
                  Cells c = table(29, 28);
                  c[6].pop_back();
                  return c;
                }()),
       CsvFault::kColumnCount, 7, 0, 2},
      {"blank row inside", with_row(7, {""}, table(29, 28)), CsvFault::kBlankRow, 7},
      {"blank first row", "\n" + csv, CsvFault::kBlankRow, 1},
      {"last row of delimiters alone", csv + join(table(1, 28, [](int, int) { return ""; })),
       CsvFault::kBlankRow, 29},
      {"1 by 784", join(table(1, 784, zero)), CsvFault::kFlattened},
      {"784 by 1", join(table(784, 1, zero)), CsvFault::kFlattened},
      {"14 by 56", join(table(14, 56, zero)), CsvFault::kFlattened},
      {"five flattened rows", join(table(5, 784, zero)), CsvFault::kFlattened},
      {"a flattened row under its header", counting_header(0, 784) + join(table(1, 784, zero)),
       CsvFault::kFlattened},
      {"label and 784", join(table(1, 785, [](int, int c) { return c == 0 ? "7" : "0"; })),
       CsvFault::kLabelled},
      {"label and 784, in a column", join(table(785, 1, zero)), CsvFault::kLabelled},
      {"labelled rows under a header",
       join(table(1, 785, [](int, int) { return "pixel"; })) + join(table(3, 785, zero)),
       CsvFault::kLabelled},
      {"labelled rows with a word",
       join(table(3, 785, [](int r, int) { return r == 1 ? "x" : "0"; })), CsvFault::kLabelled, 0,
       0, 785},
      {"bars", join(table(28, 28), "|"), CsvFault::kSeparator},
      {"sep=|", "sep=|\n" + join(table(28, 28), "|"), CsvFault::kSeparator},
      {"one number", "5", CsvFault::kRowCount},
      {"prose", "Dear reader,\nthis is no picture.\n", CsvFault::kColumnCount, 1, 0, 2},
      {"27 columns of decimal commas", join(table(28, 27, [](int, int) { return "0,5"; }), ";"),
       CsvFault::kColumnCount},
      {"delimiters alone", ",,,\n", CsvFault::kRowCount, 0, 0, 3},
  };
}

TEST(CsvShape, RefusesWrongShapes) {
  expect_refused(wrong_shapes());
}

TEST(CsvShape, TakesAFirstRowOfCountingNumbersForAPictureWhenThereAre28Rows) {
  EXPECT_TRUE(parse(counting_header(0, 28) + with_row_removed(1)).ok());
}

}  // namespace
}  // namespace second_opinion
