// Why an offered file is no picture: one small struct per reason, each with what its sentence
// needs, and the sentences. No checks here.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/csv/file_kind.hpp"

namespace second_opinion {

// Rows and columns count from 1; a `sep=;` line does not count as a row. Texts are fragments of the
// file, shortened and made printable.
namespace csv_fault {

// The offer.
struct Folder {
  std::string name;
};
struct Unreadable {
  std::string name;
};
struct WrongName {
  std::string name;
};
struct Empty {
  double bytes = 0;
};
struct TooLarge {
  double bytes = 0;
};

// The bytes and the text.
struct OtherKind {
  FileKind kind;
};
struct WideEncoding {
  std::string_view name;  // "UTF-16"
};
struct NotUtf8 {
  int row = 0;
  unsigned char byte = 0;
};
struct CommentLine {
  int row = 0;
  std::string text;
};
struct UnknownSeparator {
  std::string text;
};

// The table.
struct TableSize {
  int rows = 0;
  int columns = 0;  // 0 when the rows differ
};
struct Flattened {  // 784 values in another shape
  TableSize size;
};
struct Labelled {  // 785 values, one of them a label
  TableSize size;
};
struct IndexAndHeader {
  TableSize size;
  std::string header;  // its first cells
};
struct Header {
  TableSize size;
  std::string header;
};
struct IndexColumn {
  TableSize size;
  std::string index;  // its first cells
};
struct BlankRow {
  int row = 0;
};
struct RowLength {
  int row = 0;
  int values = 0;
};
struct ColumnCount {  // of every row
  int values = 0;
};
struct RowCount {
  TableSize size;
};

// The cells.
struct CellPlace {
  int row = 0;
  int column = 0;
};
struct EmptyCell {
  CellPlace place;
};
struct NotANumber {
  CellPlace place;
  std::string text;
};
struct Negative {
  CellPlace place;
  std::string text;
};
struct TooBright {
  CellPlace place;
  std::string text;
};
struct Blank {
  std::string value;  // which all cells hold
};

}  // namespace csv_fault

// In the order of the checks.
using CsvFault =
    std::variant<csv_fault::Folder, csv_fault::Unreadable,
                 csv_fault::WrongName, csv_fault::TooLarge, csv_fault::Empty, csv_fault::OtherKind,
                 csv_fault::WideEncoding, csv_fault::NotUtf8, csv_fault::CommentLine,
                 csv_fault::UnknownSeparator, csv_fault::Flattened, csv_fault::Labelled,
                 csv_fault::IndexAndHeader, csv_fault::Header, csv_fault::IndexColumn,
                 csv_fault::BlankRow, csv_fault::RowLength, csv_fault::ColumnCount,
                 csv_fault::RowCount, csv_fault::EmptyCell, csv_fault::NotANumber,
                 csv_fault::Negative, csv_fault::TooBright, csv_fault::Blank>;

struct CsvError {
  CsvFault fault;
  int more = 0;  // further faults of any kind after the first
};

// One or two sentences: what is wrong, where, what to do.
std::string describe(const CsvError& error);

// "1 row", "28 rows".
std::string count_of(double number, std::string_view noun);

}  // namespace second_opinion
