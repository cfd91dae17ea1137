// Covers core/csv/csv_image.cpp and csv_text.cpp: what is accepted and how it is
// read, which cells and offers are refused. Shapes: csv_shape_test.cpp; words:
// csv_messages_test.cpp; anything at all: csv_image_property_test.cpp.
#include "core/csv/csv_image.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/csv_refusals.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;

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
  EXPECT_FALSE(parse(digit_csv()).value().trailing_delimiters);
  EXPECT_FALSE(parse(digit_csv()).value().separator_line);
  EXPECT_TRUE(parse(join(table(28, 28), ",", ",\n")).value().trailing_delimiters);
  EXPECT_TRUE(parse("sep=;\n" + join(table(28, 28), ";")).value().separator_line);
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
  EXPECT_EQ(parse(join(table(28, 28, [](int, int) { return "0,5"; }))).error().number, 56);
}

TEST(CsvImage, FindsTheScaleFromTheMaximum) {
  const auto scale_with = [](std::string_view maximum) {
    return parse(with_cell(14, 14, maximum, table(28, 28, [](int, int) { return "0"; }))).value();
  };
  EXPECT_EQ(scale_with("1").scale, IntensityScale::kUnit);
  EXPECT_EQ(scale_with("0.25").scale, IntensityScale::kUnit);
  EXPECT_EQ(scale_with("1.000001").scale, IntensityScale::kUnit);
  EXPECT_EQ(scale_with("1.000001").image.at(13, 13), 1.0f);
  EXPECT_EQ(scale_with("1.00001").scale, IntensityScale::kByte);
  EXPECT_EQ(scale_with("2").scale, IntensityScale::kByte);
  EXPECT_EQ(scale_with("255").image.at(13, 13), 1.0f);
  EXPECT_EQ(scale_with("51").image.at(13, 13), 0.2f);
}

TEST(CsvImage, NoticesDarkInkOnWhite) {
  EXPECT_FALSE(parse(digit_csv()).value().looks_inverted);
  const auto inverted = parse(join(
      table(28, 28, [](int r, int c) { return std::to_string(255 - std::stoi(byte_at(r, c))); })));
  EXPECT_TRUE(inverted.value().looks_inverted);
}

std::vector<Refused> wrong_cells() {
  const auto cell = [](std::string_view value) { return with_cell(3, 5, value); };
  std::vector<Refused> rows = {
      {"empty cell", cell(""), CsvFault::kEmptyCell, 3, 5},
      {"quoted empty cell", cell("\"\""), CsvFault::kEmptyCell, 3, 5},
      {"last cell of every row empty",
       join(table(28, 28, [](int r, int c) { return c == 27 ? "" : byte_at(r, c); })),
       CsvFault::kEmptyCell, 1, 28, 27},
      {"negative", cell("-4"), CsvFault::kNegative, 3, 5},
      {"slightly negative", cell("-1e-9"), CsvFault::kNegative, 3, 5},
      {"too bright", cell("256"), CsvFault::kTooBright, 3, 5},
      {"slightly too bright", cell("255.001"), CsvFault::kTooBright, 3, 5},
      {"beyond double", cell("1e999"), CsvFault::kTooBright, 3, 5},
      {"minus infinity by overflow", cell("-1e999"), CsvFault::kNegative, 3, 5},
      {"words before wrong numbers",
       [] {
         Cells c = table(28, 28);
         c[0][0] = "-1";
         c[9][9] = "x";
         c[9][10] = "300";
         return join(c);
       }(),
       CsvFault::kNotANumber, 10, 10, 2},
      {"first row all NaN",
       join(table(28, 28, [](int r, int c) { return r == 0 ? "NaN" : byte_at(r, c); })),
       CsvFault::kNotANumber, 1, 1, 27},
      {"blank picture", join(table(28, 28, [](int, int) { return "0"; })), CsvFault::kBlank},
      {"white picture", join(table(28, 28, [](int, int) { return "255.0"; })), CsvFault::kBlank},
      {"all but equal", with_cell(1, 1, "1e-300", table(28, 28, [](int, int) { return "0"; })),
       CsvFault::kBlank},
  };
  for (const char* word : {"NaN",
                           "nan",
                           "inf",
                           "-inf",
                           "Infinity",
                           "abc",
                           "0x1F",
                           "1_000",
                           "\u2212"
                           "5",
                           "1 2",
                           "5%",
                           "1e",
                           "e5",
                           "1e+",
                           ".",
                           "+",
                           "-",
                           "--1",
                           "1.2.3",
                           "1e5.0",
                           "\"1",
                           "1\"",
                           "'1'",
                           "\u0661",
                           "[0",
                           "1e1e1",
                           "\u00A0"
                           "1",
                           "\xEF\xBC\x91"}) {
    rows.push_back({word, cell(word), CsvFault::kNotANumber, 3, 5});
  }
  return rows;
}

TEST(CsvImage, RefusesWrongCells) {
  expect_refused(wrong_cells());
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
    ASSERT_FALSE(parse(csv, name).ok()) << name;
    EXPECT_EQ(parse(csv, name).error().fault, CsvFault::kWrongName) << name;
  }
  file.file_count = 2;
  EXPECT_EQ(parse_csv_image(file).error().fault, CsvFault::kNotOneFile);
  file.file_count = 1;
  file.is_folder = true;
  EXPECT_EQ(parse_csv_image(file).error().fault, CsvFault::kFolder);
  file.is_folder = false;
  file.is_unreadable = true;
  EXPECT_EQ(parse_csv_image(file).error().fault, CsvFault::kUnreadable);
}

TEST(CsvImage, RefusesEmptyAndLargeFilesBySize) {
  EXPECT_EQ(parse("").error().fault, CsvFault::kEmpty);
  EXPECT_EQ(parse(" \n\t\r\n").error().fault, CsvFault::kEmpty);
  EXPECT_EQ(parse("\xEF\xBB\xBF").error().fault, CsvFault::kEmpty);
  EXPECT_EQ(parse("sep=;\n").error().fault, CsvFault::kEmpty);
  EXPECT_TRUE(parse(digit_csv() + std::string(kMaxCsvBytes - digit_csv().size(), '\n')).ok());
  EXPECT_EQ(parse(std::string(kMaxCsvBytes + 1, '\n')).error().fault, CsvFault::kTooLarge);
  OfferedFile prefix;
  prefix.total_bytes = 5e9;
  EXPECT_EQ(parse_csv_image(prefix).error().fault, CsvFault::kTooLarge);
}

TEST(CsvImage, RefusesTextThatIsNotUtf8) {
  std::string wide;
  for (const char c : digit_csv()) wide += {c, '\0'};
  EXPECT_EQ(parse(wide).error().text, "UTF-16");
  EXPECT_EQ(parse("\xFF\xFE" + wide).error().text, "UTF-16");
  EXPECT_EQ(parse("\xFF\xFE" + wide).error().fault, CsvFault::kEncoding);
  const auto latin = parse(with_cell(3, 5, "\xE9"));
  EXPECT_EQ(latin.error().fault, CsvFault::kEncoding);
  EXPECT_EQ(latin.error().row, 3);
  EXPECT_EQ(latin.error().number, 0xE9);
}

}  // namespace
}  // namespace second_opinion
