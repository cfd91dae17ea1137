// Covers core/csv/csv_error.cpp: the sentence a visitor reads for each kind of
// refusal, whole where the wording is promised, in part where it may move.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/csv/csv_image.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string said(std::string_view text, std::string_view name = "digit.csv") {
  const auto result = parse(text, name);
  return result.ok() ? describe(result.value()) : describe(result.error());
}

std::string zeros(int rows, int columns) {
  return join(table(rows, columns, [](int, int) { return "0"; }));
}

std::string counted(int count) {
  return join(table(1, count, [](int, int c) { return std::to_string(c); }));
}

struct Line {
  std::string text;
  std::string says;
};

TEST(CsvError, SayWhatIsWrongWithTheShape) {
  const std::string csv = digit_csv();
  Cells short_row = table(28, 28);
  short_row[6].pop_back();
  Cells joined = table(27, 28);
  joined[6].resize(56, "0");
  const Line lines[] = {
      {counted(28) + csv,
       "29 rows: the first looks like a header (0, 1, 2, …). Remove it. With pandas, use "
       "header=False."},
      {counted(28) + zeros(30, 28),
       "31 rows: the first looks like a header (0, 1, 2, …). Remove it. Then 30 rows remain; 28 "
       "are needed. … and 1 more "
       "problem."},
      {join(short_row), "Row 7 has 27 values; 28 are needed."},
      {join(joined),
       "Row 7 has 56 values; 28 are needed. It looks like two rows on one line. … and 1 more "
       "problem."},
      {zeros(27, 28), "27 rows; 28 are needed."},
      {zeros(28, 29), "Every row has 29 values; 28 are needed."},
      {zeros(32, 32),
       "32 rows of 32 values; 28 rows of 28 values are needed. Scale the picture to 28 × 28."},
      {"7", "1 row of 1 value; 28 rows of 28 values are needed."},
      {"\n" + csv, "Row 1 is blank. Remove it: 28 rows of 28 values are needed, without gaps."},
      {join(table(28, 28), "|"),
       "The values are separated by “|”. Use commas, semicolons, tabs or spaces."},
  };
  for (const Line& line : lines) EXPECT_EQ(said(line.text), line.says);
}

TEST(CsvError, NameWhatTheShapeLooksLike) {
  const auto with_index = [](int r, int c) {
    return c == 0 ? std::to_string(r) : byte_at(r, c - 1);
  };
  const std::string header = "," + counted(28);
  EXPECT_EQ(said(header + join(table(28, 29, with_index))),
            "29 rows of 29 values: the first row looks like a header (0, 1, 2, …) and the first "
            "column like row numbers. "
            "Remove both; with pandas, use index=False, header=False.");
  EXPECT_EQ(said(join(table(28, 29, with_index))),
            "28 rows of 29 values: the first column looks like row numbers (0, 1, 2, …). Remove "
            "it. With pandas, use index=False.");
  EXPECT_THAT(said(zeros(1, 784)),
              StartsWith("1 row of 784 values: this looks like a flattened 28 × 28 picture."));
  EXPECT_THAT(said(zeros(784, 1)),
              StartsWith("784 rows of 1 value: this looks like a flattened 28 × 28 picture."));
  EXPECT_THAT(said(zeros(3, 784)),
              StartsWith("3 rows of 784 values: each row looks like a flattened 28 × 28 picture."));
  EXPECT_THAT(said(zeros(14, 56)),
              StartsWith("14 rows of 56 values: 784 values, but not as 28 rows of 28."));
  EXPECT_THAT(said(zeros(1, 785)),
              StartsWith("1 row of 785 values: this looks like a label and a flattened 28 × 28 "
                         "picture. Leave out its first value"));
  EXPECT_THAT(said(zeros(9, 785)),
              StartsWith("9 rows of 785 values: each row looks like a label and a flattened 28 × "
                         "28 picture. Choose one row, leave out"));
  EXPECT_THAT(said(zeros(28, 84)), HasSubstr("colour picture"));
  EXPECT_THAT(said(zeros(28, 56)), HasSubstr("semicolons"));
}

TEST(CsvError, GiveRowColumnAndValueOfACell) {
  EXPECT_EQ(said(with_cell(3, 5, "")), "Row 3, column 5 is empty. Write 0 where there is no ink.");
  EXPECT_EQ(
      said(with_cell(3, 5, "-4")),
      "Row 3, column 5 holds -4, which is negative. Intensities go from 0 to 255 or from 0 to 1.");
  EXPECT_EQ(said(with_cell(3, 5, "300.5")),
            "Row 3, column 5 holds 300.5, which is more than 255. Intensities go from 0 to 255 or "
            "from 0 to 1.");
  EXPECT_EQ(said(with_cell(3, 5, "abc")),
            "Row 3, column 5 holds “abc”, which is not a number. Intensities go from 0 to 255 or "
            "from 0 to 1.");
  EXPECT_EQ(
      said(with_cell(3, 5, "-2.363909945572054344e-25")),
      "Row 3, column 5 holds -2.36390994557205434…e-25, which is negative. Intensities go from "
      "0 to 255 or from 0 to 1.");
  EXPECT_THAT(said(with_cell(3, 5, "3.000000000000000000000e+02")),
              HasSubstr("holds 3.000000000000000000…e+02, which is more than 255"));
  EXPECT_THAT(said(join(table(28, 28, [](int, int) { return "-0.000000000000000000e+00"; }))),
              HasSubstr("every value is -0.00000000000000000…e+00."));
  EXPECT_EQ(said(zeros(28, 28)),
            "The picture is blank: every value is 0. Choose one with a digit on it.");
  Cells cells = table(28, 28);
  cells[2][4] = "x";
  cells[9][9] = cells[9][10] = "-1";
  cells[9][11] = "";
  EXPECT_THAT(said(join(cells)), ::testing::EndsWith(" … and 3 more problems."));
}

TEST(CsvError, HintAtWhatAWordMayMean) {
  const Line lines[] = {
      {"NaN", "missing"},      {"null", "missing"},  {"-inf", "Infinity"},
      {"0x1F", "hexadecimal"}, {"−5", "minus sign"}, {"1_000", "underscores"},
      {"5%", "percent"},       {"[0", "brackets"},   {"Infinity", "Infinity"},
      {"ink", "Intensities"},
  };
  for (const Line& line : lines)
    EXPECT_THAT(said(with_cell(3, 5, line.text)), HasSubstr(line.says)) << line.text;
}

TEST(CsvError, ShortenLongTextAndShowInvisibleCharacters) {
  const std::string message = said(with_cell(3, 5, std::string(10000, 'x')));
  EXPECT_THAT(message, HasSubstr("“xxxxxxxxxxxxxxxxxxxxxxxx…”"));
  EXPECT_LT(message.size(), 200u);
  EXPECT_THAT(said(with_cell(3, 5,
                             "\u00A0"
                             "7")),
              HasSubstr("“<U+00A0>7”"));
  EXPECT_THAT(said("", std::string(300, 'n') + ".txt"), HasSubstr("… is not a .csv file"));
}

TEST(CsvError, NameTheFileThatIsNoCsv) {
  EXPECT_EQ(said("PK\x03\x04...xl/workbook.xml"),
            "This is an Excel workbook, not a CSV. Save or export the sheet as CSV and choose that "
            "file.");
  EXPECT_THAT(said("\x89PNG\r\n\x1A\n"), StartsWith("This is a PNG image, not a CSV."));
  EXPECT_THAT(said("%PDF-1.7"), StartsWith("This is a PDF document, not a CSV."));
  EXPECT_THAT(said("\x1F\x8B\x08"), StartsWith("This is a gzip archive, not a CSV."));
  EXPECT_THAT(said("\xFF\xFE"
                   "0"),
              StartsWith("This is UTF-16 text, not a plain CSV."));
  EXPECT_THAT(said(with_cell(3, 5, "\xE9")),
              StartsWith("Row 3 holds the byte 0xE9, which is not UTF-8 text."));
}

TEST(CsvError, NameTheOfferThatIsNoCsvFile) {
  const auto offered = [](bool folder, double bytes, std::string_view name) {
    OfferedFile file;
    file.name = name;
    file.is_folder = folder;
    file.total_bytes = bytes;
    return describe(parse_csv_image(file).error());
  };
  EXPECT_EQ(said("", "digit.txt"),
            "digit.txt is not a .csv file. Save the picture as CSV and choose that file.");
  EXPECT_EQ(offered(true, 0, "digits"), "digits is a folder. Choose one .csv file inside it.");
  OfferedFile unreadable;
  unreadable.name = "digit.csv";
  unreadable.is_unreadable = true;
  EXPECT_EQ(describe(parse_csv_image(unreadable).error()),
            "digit.csv could not be read: it was changed, moved or locked after it was chosen. "
            "Choose it again.");
  EXPECT_THAT(said(""), StartsWith("The file is empty (0 bytes)."));
  EXPECT_THAT(said(" \n"), StartsWith("The file holds no values (2 bytes of blank space)."));
  EXPECT_THAT(offered(false, 1024 * 1024 + 1, "a.csv"),
              StartsWith("The file has 1.1 MB; the limit is 1 MB"));
  EXPECT_THAT(offered(false, 5e9, "a.csv"), StartsWith("The file has 4768.4 MB;"));
}

TEST(CsvError, NameTextThatIsNoCsv) {
  EXPECT_EQ(said("P2\n# GIMP\n28 28\n255\n0\n0\n"),
            "This is a PGM image as text, not a CSV. Leave out its header (P2, the size, the "
            "maximum) and write the numbers as 28 rows of 28, separated by commas.");
  EXPECT_EQ(said("[[0, 0], [0, 1]]"),
            "This is a list in brackets, as JSON and Python write it, not a CSV. Write each row on "
            "a line of its own, without brackets; in Python, csv.writer(file).writerows(rows) does "
            "it.");
  EXPECT_EQ(said("# by hand\n" + digit_csv()),
            "Row 1 is a comment line (# by hand). Remove it: a CSV holds numbers and delimiters "
            "alone.");
  EXPECT_THAT(said("#\n#\n" + digit_csv()), ::testing::EndsWith(" … and 1 more problem."));
}

}  // namespace
}  // namespace second_opinion
