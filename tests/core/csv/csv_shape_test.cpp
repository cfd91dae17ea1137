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
      {"header of numbers", counting_header(0, 28) + csv, csv_fault::Header{}},
      {"header from 1", counting_header(1, 28) + csv, csv_fault::Header{}},
      {"header of names",
       join(table(1, 28, [](int, int c) { return std::string("pixel") + std::to_string(c); })) +
           csv,
       csv_fault::Header{}},
      {"header of names like 1x1",
       join(table(1, 28, [](int, int c) { return std::string("1x") + std::to_string(c); })) + csv,
       csv_fault::Header{}},
      {"header instead of a row",
       join(table(1, 28, [](int, int) { return "x"; })) + with_row_removed(1), csv_fault::Header{},
       0, 0, 1},
      {"pandas index and header", counting_header(0, 28, ",") + with_index(28, 0),
       csv_fault::IndexAndHeader{}},
      {"named index and header", counting_header(0, 28, "Unnamed: 0,") + with_index(28, 0),
       csv_fault::IndexAndHeader{}},
      {"R's row names",
       join(table(
           1, 29,
           [](int, int c) { return c == 0 ? std::string("\"\"") : "V" + std::to_string(c); })) +
           with_index(28, 1),
       csv_fault::IndexAndHeader{}},
      {"R's table, header one shorter",
       join(table(1, 28, [](int, int c) { return std::string("V") + std::to_string(c); })) +
           with_index(28, 1),
       csv_fault::IndexAndHeader{}},
      {"index alone", with_index(28, 0), csv_fault::IndexColumn{}},
      {"27 rows", with_row_removed(5), csv_fault::RowCount{}},
      {"29 rows", csv + join(table(1, 28)), csv_fault::RowCount{}},
      {"27 columns", join(table(28, 27)), csv_fault::ColumnCount{}},
      {"29 columns", join(table(28, 29)), csv_fault::ColumnCount{}},
      {"32 by 32", join(table(32, 32)), csv_fault::RowCount{}},
      {"row 7 short", with_row(7, std::vector<std::string>(27, "0")), csv_fault::RowLength{}, 7},
      {"row 7 long", with_row(7, std::vector<std::string>(29, "0")), csv_fault::RowLength{}, 7},
      {"row 7 twice as long", with_row(7, std::vector<std::string>(56, "0")),
       csv_fault::RowLength{}, 7},
      {"one trailing comma", with_cell(28, 28, "0,"), csv_fault::RowLength{}, 28},
      {"rows 7 and 9 short, one row too many",
       with_row(9, {"1", "2"},
                [&] {
                  Cells c = table(29, 28);
                  c[6].pop_back();
                  return c;
                }()),
       csv_fault::RowLength{}, 7, 0, 2},
      {"blank row inside", with_row(7, {""}, table(29, 28)), csv_fault::BlankRow{}, 7},
      {"blank first row", "\n" + csv, csv_fault::BlankRow{}, 1},
      {"row of delimiters alone inside", with_row(7, std::vector<std::string>(28), table(29, 28)),
       csv_fault::BlankRow{}, 7},
      {"27 rows and one of delimiters alone", with_row(28, std::vector<std::string>(28)),
       csv_fault::EmptyCell{}, 28, 1, 27},
      {"27 columns and two delimiters at the end", join(table(28, 27), ",", ",,\n"),
       csv_fault::EmptyCell{}, 1, 28, 27},
      {"29 columns, of which the last is empty but in row 7",
       join(table(28, 29, [](int r, int c) { return c < 28   ? byte_at(r, c)
                                                    : r == 6 ? "5"
                                                             : ""; })),
       csv_fault::ColumnCount{}, 0, 0, 27},
      {"rows that end in one delimiter, row 7 in two",
       [] {
         Cells c = table(28, 29, [](int r, int at) { return at < 28 ? byte_at(r, at) : ""; });
         c[6].push_back("");
         return join(c);
       }(),
       csv_fault::RowLength{}, 7},
      {"two empty columns behind pandas' index and header",
       [&] {
         Cells c = table(29, 31, [](int r, int at) {
           if (at > 28) return std::string();
           if (r == 0) return at == 0 ? std::string() : std::to_string(at - 1);
           return at == 0 ? std::to_string(r - 1) : byte_at(r - 1, at - 1);
         });
         return join(c);
       }(),
       csv_fault::IndexAndHeader{}},
      {"1 by 784", join(table(1, 784, zero)), csv_fault::Flattened{}},
      {"784 by 1", join(table(784, 1, zero)), csv_fault::Flattened{}},
      {"14 by 56", join(table(14, 56, zero)), csv_fault::Flattened{}},
      {"five flattened rows", join(table(5, 784, zero)), csv_fault::Flattened{}},
      {"a flattened row under its header", counting_header(0, 784) + join(table(1, 784, zero)),
       csv_fault::Flattened{}},
      {"label and 784", join(table(1, 785, [](int, int c) { return c == 0 ? "7" : "0"; })),
       csv_fault::Labelled{}},
      {"784 numbers and a delimiter behind each", join(table(784, 1, zero), ",", ",\n"),
       csv_fault::Flattened{}},
      {"label and 784, in a column", join(table(785, 1, zero)), csv_fault::Labelled{}},
      {"labelled rows under a header",
       join(table(1, 785, [](int, int) { return "pixel"; })) + join(table(3, 785, zero)),
       csv_fault::Labelled{}},
      {"labelled rows with a word",
       join(table(3, 785, [](int r, int) { return r == 1 ? "x" : "0"; })), csv_fault::Labelled{}, 0,
       0, 785},
      {"bars", join(table(28, 28), "|"), csv_fault::UnknownSeparator{}},
      {"sep=|", "sep=|\n" + join(table(28, 28), "|"), csv_fault::UnknownSeparator{}},
      {"one number", "5", csv_fault::RowCount{}},
      {"prose", "Dear reader,\nthis is no picture.\n", csv_fault::RowLength{}, 1, 0, 2},
      {"27 columns of decimal commas", join(table(28, 27, [](int, int) { return "0,5"; }), ";"),
       csv_fault::ColumnCount{}},
      {"delimiters alone", ",,,\n", csv_fault::RowCount{}, 0, 0, 4},
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
