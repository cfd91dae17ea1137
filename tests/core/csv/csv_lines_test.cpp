// Covers core/csv/csv_lines.cpp.
#include "core/csv/csv_lines.hpp"

#include <gtest/gtest.h>

#include <string>

namespace second_opinion {
namespace {

using Lines = std::vector<std::string_view>;

TEST(CsvLines, EndInEveryWayThatIsInUse) {
  for (const char* text : {"a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\r\r\nb", "a\nb", "a\nb\n \t\n\n"})
    EXPECT_EQ(split_lines(text).lines, (Lines{"a", "b"})) << text;
  EXPECT_EQ(split_lines("a\n\nb").lines, (Lines{"a", "", "b"})) << "a gap stays";
  EXPECT_EQ(split_lines(" \n\t\r\n").lines, Lines{});
}

TEST(CsvLines, LeaveOutASeparatorLine) {
  for (const char* line : {"sep=;", "SEP=;", "\"sep=;\"", "sep=;;;;", "sep=; "}) {
    const std::string text = std::string(line) + "\n1;2";
    const CsvLines lines = split_lines(text);
    EXPECT_EQ(lines.separator, ';') << line;
    EXPECT_EQ(lines.lines, Lines{"1;2"}) << line;
  }
  for (const char* line : {"sep=", "sep=;1", "\"sep=;", "step=;", "1,sep=;"})
    EXPECT_FALSE(split_lines(line).separator_line) << line;
}

TEST(CsvLines, EndAtControlZ) {
  using namespace std::string_view_literals;
  EXPECT_EQ(without_end_of_file_mark("1,2\x1A"), "1,2");
  EXPECT_EQ(without_end_of_file_mark("1,2\r\n\x1A\x1A\x1A"), "1,2\r\n");
  EXPECT_EQ(without_end_of_file_mark("1,2\x1A\r\n"), "1,2");
  EXPECT_EQ(without_end_of_file_mark("\x1A\x1A"), "");
  for (const std::string_view text : {"1,2"sv, "1\x1A,2"sv, ""sv, " \n"sv, "\x1Az"sv})
    EXPECT_EQ(without_end_of_file_mark(text), text);
}

TEST(CsvLines, KnowComments) {
  for (const char* line : {"# name: x", "#", "#0,1,2", "% x", "%", "// x", "/* x */", "  # x"})
    EXPECT_TRUE(is_comment(line)) << line;
  for (const char* line : {"", " ", "#,0,1,2", "%;0;1", "#\t0", "0,1 # x", "/", "a#"})
    EXPECT_FALSE(is_comment(line)) << line;
}

}  // namespace
}  // namespace second_opinion
