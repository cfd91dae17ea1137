// Covers core/csv/csv_table.cpp: cells, the choice of a delimiter, and what is left out at the
// ends.
#include "core/csv/csv_table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/csv/csv_lines.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;

std::vector<std::string> cells_of(std::string_view line, Delimiter delimiter) {
  const std::vector<std::string_view> lines{line};
  std::vector<std::string> cells;
  const CsvTable table = split_cells(lines, delimiter);
  for (const CsvCell& cell : table.row(0))
    cells.push_back((cell.quoted ? "q:" : "") + std::string(cell.text));
  return cells;
}

TEST(CsvTable, CutsLinesIntoCells) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(cells_of("1, 2 ,,\"3\"", Delimiter::kComma), (Texts{"1", "2", "", "q:3"}));
  EXPECT_EQ(cells_of(" 1  2\t3 ", Delimiter::kSpace), (Texts{"1", "2", "3"}));
  EXPECT_EQ(cells_of("\"0,5\";1", Delimiter::kSemicolon), (Texts{"q:0,5", "1"}));
  EXPECT_EQ(cells_of("\"a\"\"b\",c", Delimiter::kComma), (Texts{"q:a\"\"b", "c"}));
  EXPECT_EQ(cells_of("\"1,2", Delimiter::kComma), (Texts{"\"1", "2"})) << "a quote that stays open";
  EXPECT_EQ(cells_of("\"1\"2,3", Delimiter::kComma), (Texts{"\"1\"2", "3"}));
}

TEST(CsvTable, TakesACommaAsDecimalMarkOnlyWhereItIsNoDelimiter) {
  EXPECT_EQ(read_number({"0,5", false}, Delimiter::kSemicolon), 0.5);
  EXPECT_EQ(read_number({"0,5", true}, Delimiter::kComma), 0.5);
  EXPECT_EQ(read_number({"0,5", false}, Delimiter::kComma), std::nullopt);
}

Delimiter tried(const std::string& text, std::optional<Delimiter> announced = std::nullopt) {
  return try_delimiters(split_lines(text).lines, announced);
}

TEST(CsvTable, FindsTheDelimiterThatGives28Numbers) {
  EXPECT_EQ(tried(join(table(28, 28), ";")), Delimiter::kSemicolon);
  EXPECT_EQ(tried(join(table(28, 28), ";", ";;;;\n")), Delimiter::kSemicolon) << "empty columns";
  EXPECT_EQ(tried(join(table(28, 28, [](int, int) { return "0,5"; }), ";")), Delimiter::kSemicolon);
  EXPECT_EQ(tried(join(table(28, 28), ", ")), Delimiter::kComma);
  EXPECT_EQ(tried("x"), Delimiter::kComma);
  EXPECT_EQ(tried("x", Delimiter::kTab), Delimiter::kTab) << "what was announced, all else equal";
}

TEST(CsvTable, LeavesOutWhatIsEmptyAtItsEnds) {
  const auto ends = [](const std::string& text) {
    const CsvTable read = split_cells(split_lines(text).lines, Delimiter::kComma);
    return std::vector<int>{read.rows(), static_cast<int>(read.row(0).size()), read.empty_columns,
                            read.empty_rows};
  };
  using Ends = std::vector<int>;
  EXPECT_EQ(ends(digit_csv()), (Ends{28, 28, 0, 0}));
  EXPECT_EQ(ends(join(table(28, 28), ",", ",,,\n") + ",,,,\n,\n"), (Ends{28, 28, 3, 2}));
  EXPECT_EQ(ends(join(table(29, 28)) + ",\n"), (Ends{29, 28, 0, 1}));
  EXPECT_EQ(ends(join(table(27, 28)) + ",\n"), (Ends{28, 28, 0, 0})) << "a missing row stays";
  EXPECT_EQ(ends(join(table(28, 27), ",", ",,\n")), (Ends{28, 28, 1, 0})) << "a missing column too";
  EXPECT_EQ(ends(join(table(3, 5), ",", ",,\n")), (Ends{3, 5, 2, 0}));
}

}  // namespace
}  // namespace second_opinion
