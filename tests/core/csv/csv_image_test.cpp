// Covers core/csv/csv_image.cpp: what is accepted, how it is read and what the page says of it, and
// which offers and comments are refused. Anything at all: csv_image_property_test.cpp.
#include "core/csv/csv_image.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/csv_refusals.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::string said(std::string_view text) {
  const auto result = parse(text);
  return result.ok() ? describe(result.value()) : describe(result.error());
}

struct Accepted {
  const char* what;
  std::string text;
  Delimiter delimiter = Delimiter::kComma;
};

std::string reformatted(const char* format) {
  return join(table(28, 28, [&](int r, int c) {
    char cell[64];
    std::snprintf(cell, sizeof cell, format, std::stod(byte_at(r, c)));
    return std::string(cell);
  }));
}

std::string with_line_ends(std::string_view end) {
  return join(table(28, 28), ",", end);
}

std::vector<Accepted> accepted_texts() {
  const std::string csv = digit_csv();
  const Cells cells = table(28, 28);
  return {
      {"LF", csv},
      {"CRLF", with_line_ends("\r\n")},
      {"CR", with_line_ends("\r")},
      {"CRCRLF", with_line_ends("\r\r\n")},
      {"no final newline", csv.substr(0, csv.size() - 1)},
      {"trailing blank lines", csv + "\n  \n\t\n"},
      {"UTF-8 BOM", "\xEF\xBB\xBF" + csv},
      {"quoted numbers", reformatted("\"%.0f\"")},
      {"quoted and padded", reformatted(" \" %.0f \" ")},
      {"padding spaces", reformatted("  %.0f ")},
      {"padding tabs", reformatted("\t%.0f")},
      {"exponents", reformatted("%.8e")},
      {"decimal points", reformatted("%.1f")},
      {"points without digits behind", reformatted("%.0f.")},
      {"plus signs", reformatted("+%.0f")},
      {"leading zeros", reformatted("%07.0f")},
      {"minus zero", with_cell(1, 1, "-0.0")},
      {"a minuscule value", with_cell(1, 1, "1e-400")},
      {"semicolons", join(cells, ";"), Delimiter::kSemicolon},
      {"tabs", join(cells, "\t"), Delimiter::kTab},
      {"spaces", join(cells, " "), Delimiter::kSpace},
      {"aligned columns", join(cells, "   "), Delimiter::kSpace},
      {"spaces at both ends of rows", join(cells, "  ", " \n  "), Delimiter::kSpace},
      {"quoted, with spaces between",
       join(table(28, 28, [](int r, int c) { return '"' + byte_at(r, c) + '"'; }), " "),
       Delimiter::kSpace},
      {"comma and space", join(cells, ", ")},
      {"semicolon and space", join(cells, "; "), Delimiter::kSemicolon},
      {"trailing commas", join(cells, ",", ",\n")},
      {"trailing semicolons", join(cells, ";", ";\r\n"), Delimiter::kSemicolon},
      {"sep=;", "sep=;\n" + join(cells, ";"), Delimiter::kSemicolon},
      {"SEP= in quotes", "\"SEP=\t\"\r\n" + join(cells, "\t"), Delimiter::kTab},
      {"sep= with delimiters behind", "sep=,,,,,\n" + csv},
      {"BOM and sep=", "\xEF\xBB\xBFsep=,\n" + csv},
      {"empty columns, as Excel leaves them", join(cells, ",", ",,\r\n")},
      {"empty quoted columns", join(cells, ";", ";\"\";\"\"\n"), Delimiter::kSemicolon},
      {"empty columns behind tabs", join(cells, "\t", "\t\t\t\n"), Delimiter::kTab},
      {"empty rows", csv + std::string(27, ',') + "\n" + std::string(27, ',') + "\n"},
      {"empty columns and rows", join(cells, ",", ",,,\n") + std::string(30, ',') + "\n,\n"},
      {"Ctrl-Z", csv + "\x1A"},
      {"Ctrl-Z without a newline before", csv.substr(0, csv.size() - 1) + "\x1A"},
      {"Ctrl-Z up to the end of a CP/M record", csv + std::string(100, '\x1A')},
      {"Ctrl-Z and a newline", csv + "\x1A\r\n"},
      {"all of it", "\xEF\xBB\xBFsep=;\r\n" + join(cells, ";", ";;\r\n") + ";;\r\n\r\n\x1A",
       Delimiter::kSemicolon},
  };
}

TEST(CsvImage, AcceptsEveryAcceptableText) {
  const DigitImage expected = parse(digit_csv()).value().image;
  for (const Accepted& row : accepted_texts()) {
    const auto result = parse(row.text);
    ASSERT_TRUE(result.ok()) << row.what << ": " << describe(result.error());
    EXPECT_EQ(result.value().image, expected) << row.what;
    EXPECT_EQ(result.value().delimiter, row.delimiter) << row.what;
    EXPECT_EQ(result.value().scale, IntensityScale::kByte) << row.what;
  }
}

TEST(CsvImage, SaysWhatItIgnored) {
  const CsvImage plain = parse(digit_csv()).value();
  EXPECT_EQ(plain.empty_columns, 0);
  EXPECT_EQ(plain.empty_rows, 0);
  EXPECT_EQ(plain.clipped.count, 0);
  EXPECT_FALSE(plain.separator_line);
  EXPECT_FALSE(plain.end_of_file_mark);
  EXPECT_EQ(parse(join(table(28, 28), ",", ",\n")).value().empty_columns, 1);
  EXPECT_TRUE(parse("sep=;\n" + join(table(28, 28), ";")).value().separator_line);
  EXPECT_TRUE(parse(digit_csv() + "\x1A").value().end_of_file_mark);
  const CsvImage padded = parse(join(table(28, 28), ";", ";;\n") + ";;\n\n;;;;\n\n").value();
  EXPECT_EQ(padded.empty_columns, 2);
  EXPECT_EQ(padded.empty_rows, 2);
}

TEST(CsvImage, ReadsDecimalCommasWhereTheyAreNoDelimiter) {
  const auto unit = [](int r, int c) { return byte_at(r, c) == "0" ? "0" : "0,5"; };
  for (const char* delimiter : {";", "\t", " "}) {
    const auto result = parse(join(table(28, 28, unit), delimiter));
    ASSERT_TRUE(result.ok()) << delimiter << describe(result.error());
    EXPECT_TRUE(result.value().decimal_commas);
    EXPECT_EQ(result.value().scale, IntensityScale::kUnit);
    EXPECT_EQ(result.value().image.at(14, 21), 0.5f);
  }
  const auto quoted =
      parse(join(table(28, 28, [&](int r, int c) { return '"' + std::string(unit(r, c)) + '"'; })));
  ASSERT_TRUE(quoted.ok()) << describe(quoted.error());
  EXPECT_EQ(quoted.value().image.at(14, 21), 0.5f);
  // Between commas it is a delimiter: 28 values with a comma each are 56 values.
  const auto split = parse(join(table(28, 28, [](int, int) { return "0,5"; })));
  EXPECT_EQ(expect_fault<csv_fault::ColumnCount>(split).values, 56);
}

TEST(CsvImage, NoticesDarkInkOnWhite) {
  EXPECT_FALSE(parse(digit_csv()).value().looks_inverted);
  const auto inverted = parse(join(
      table(28, 28, [](int r, int c) { return std::to_string(255 - std::stoi(byte_at(r, c))); })));
  EXPECT_TRUE(inverted.value().looks_inverted);
}

TEST(CsvImage, RefusesCommentsByTheFirstAndCountsTheRest) {
  const std::string csv = digit_csv();
  expect_refused({
      {"numpy.savetxt's header", "# a seven\n" + csv, csv_fault::CommentLine{}, 1},
      {"three of them, one indented", "# a\n% b\n" + csv + "  // c\n", csv_fault::CommentLine{}, 1,
       0, 2},
      {"at the end", csv + "# written by hand", csv_fault::CommentLine{}, 29},
      {"and two wrong cells",
       "#\n" + with_cell(3, 5, "x",
                         table(28, 28,
                               [](int r, int c) { return r == 9 && c == 9 ? "" : byte_at(r, c); })),
       csv_fault::CommentLine{}, 1, 0, 2},
      {"nothing else", "# a\n# b\n", csv_fault::CommentLine{}, 1, 0, 1},
      {"below sep=", "sep=,\n# a\n" + csv, csv_fault::CommentLine{}, 1},
  });
}

TEST(CsvImage, RefusesControlZInsideTheText) {
  expect_fault<csv_fault::OtherKind>(parse(with_cell(3, 5, "1\x1A")));
  expect_fault<csv_fault::Empty>(parse("\x1A"));
}

TEST(CsvImage, RefusesOffersThatAreNotOneCsvFile) {
  const std::string csv = digit_csv();
  OfferedFile file;
  file.bytes = {reinterpret_cast<const unsigned char*>(csv.data()), csv.size()};
  EXPECT_TRUE(parse_csv_image(file).ok()) << "pasted text has no name to check";
  for (const char* name : {"digit.csv", "DIGIT.CSV", "a.b.Csv", ".csv", "folder/digit.csv",
                           "C:\\digit.csv", "Ziffer \xC3\xBC.csv"}) {
    EXPECT_TRUE(parse(csv, name).ok()) << name;
  }
  for (const char* name :
       {"digit.txt", "digit", "csv", "digit.csv.txt", "digit.csv ", "digit.tsv", "digit.csv/"}) {
    SCOPED_TRACE(name);
    expect_fault<csv_fault::WrongName>(parse(csv, name));
  }
  file.is_folder = true;
  expect_fault<csv_fault::Folder>(parse_csv_image(file));
  file.is_folder = false;
  file.is_unreadable = true;
  expect_fault<csv_fault::Unreadable>(parse_csv_image(file));
}

TEST(CsvImage, RefusesEmptyAndLargeFilesBySize) {
  expect_fault<csv_fault::Empty>(parse(""));
  expect_fault<csv_fault::Empty>(parse(" \n\t\r\n"));
  expect_fault<csv_fault::Empty>(parse("\xEF\xBB\xBF"));
  expect_fault<csv_fault::Empty>(parse("sep=;\n"));
  EXPECT_TRUE(parse(digit_csv() + std::string(kMaxCsvBytes - digit_csv().size(), '\n')).ok());
  expect_fault<csv_fault::TooLarge>(parse(std::string(kMaxCsvBytes + 1, '\n')));
  OfferedFile prefix;
  prefix.total_bytes = 5e9;
  expect_fault<csv_fault::TooLarge>(parse_csv_image(prefix));
}

TEST(CsvImage, RefusesTextThatIsNotUtf8) {
  std::string wide;
  for (const char c : digit_csv()) wide += {c, '\0'};
  EXPECT_EQ(expect_fault<csv_fault::WideEncoding>(parse(wide)).name, "UTF-16");
  EXPECT_EQ(expect_fault<csv_fault::WideEncoding>(parse("\xFF\xFE" + wide)).name, "UTF-16");
  const auto latin = expect_fault<csv_fault::NotUtf8>(parse(with_cell(3, 5, "\xE9")));
  EXPECT_EQ(latin.row, 3);
  EXPECT_EQ(latin.byte, 0xE9);
}

TEST(CsvImage, SaysHowAPictureWasRead) {
  const auto unit = [](int r, int c) { return byte_at(r, c) == "0" ? "0" : "0,5"; };
  EXPECT_EQ(said(digit_csv()), "Read as 28 × 28 values, 0–255, separated by commas.");
  EXPECT_EQ(said(join(table(28, 28), "\t")), "Read as 28 × 28 values, 0–255, separated by tabs.");
  EXPECT_EQ(said(join(table(28, 28), " ")), "Read as 28 × 28 values, 0–255, separated by spaces.");
  EXPECT_EQ(said("sep=;\n" + join(table(28, 28, unit), ";", ";\n")),
            "Read as 28 × 28 values, 0–1, separated by semicolons, with decimal commas. The first "
            "line, “sep=”, was left out. "
            "The delimiter at the end of every row was ignored.");
  EXPECT_EQ(said(join(table(28, 28), ",", ",,\n") + ",\n\x1A"),
            "Read as 28 × 28 values, 0–255, separated by commas. 2 empty columns at the end were "
            "left out. 1 empty row at the end was left out. The DOS end-of-file byte (Ctrl-Z) at "
            "the end was left out.");
  EXPECT_THAT(said(digit_csv() + ",\n,\n"), HasSubstr(" 2 empty rows at the end were left out."));
}

TEST(CsvImage, SaysWhatWasClipped) {
  // Fractions everywhere, so that a few values beyond the ends are resampling's.
  const auto grey = [](int r, int c) { return "0." + std::to_string(1 + (r * 28 + c) % 97); };
  EXPECT_THAT(said(with_cell(3, 5, "1.02", table(28, 28, grey))),
              ::testing::EndsWith(
                  "commas. 1 value beyond 0–1, up to 1.02, was clipped: resampling overshoots the "
                  "scale."));
  EXPECT_THAT(said(with_cell(3, 5, "-7.382878162286774394e-20", table(28, 28, grey))),
              HasSubstr(" 1 value beyond 0–1, down to -7.38288e-20, was clipped"));
  Cells cells = table(28, 28, grey);
  cells[0][0] = "-0.03";
  cells[0][1] = "1.2";
  cells[0][2] = "1.00002";
  EXPECT_THAT(said(join(cells)),
              HasSubstr(" 3 values beyond 0–1, from -0.03 to 1.2, were clipped"));
}

}  // namespace
}  // namespace second_opinion
