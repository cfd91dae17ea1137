// Covers core/base/utf8.cpp.
#include "core/base/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace second_opinion {
namespace {

TEST(Utf8, AcceptsTheFirstAndLastOfEachLength) {
  for (const char* text :
       {"", "a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(find_invalid_utf8(text), std::string::npos) << text;
  }
}

TEST(Utf8, FindsTheFirstBadByte) {
  const std::pair<const char*, std::size_t> rows[] = {
      {"\x80", 0},
      {"ab\xBF", 2},
      {"a\xC0\x80", 1},
      {"\xC1\xBF", 0},
      {"\xC3", 0},
      {"\xC3(", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xE2\x82", 0},
      {"\xED\xA0\x80", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xF4\x90\x80\x80", 0},
      {"\xF5\x80\x80\x80", 0},
      {"\xFF", 0},
      {"é\xE9", 2},
  };
  for (const auto& [text, at] : rows) EXPECT_EQ(find_invalid_utf8(text), at) << text;
}

TEST(Utf8, DecodesCodePoints) {
  EXPECT_EQ(read_code_point("€uro").value, U'€');
  EXPECT_EQ(read_code_point("€uro").size, 3u);
  EXPECT_EQ(read_code_point("").size, 0u);
}

TEST(Utf8, WalksOverCharactersAndSkipsWhatIsNone) {
  const std::string_view text = "aé→\xF0\x9F\x98\x80";
  std::size_t at = 0;
  for (const char32_t expected : {U'a', U'é', U'→', U'😀'})
    EXPECT_EQ(next_character(text, at), expected);
  EXPECT_EQ(at, text.size());
  for (const std::string_view broken :
       {"\xFF", "\xC3", "\xE2\x86", "\x80", "\xED\xA0\x80", "\xF8\x80\x80\x80\x80"}) {
    std::size_t position = 0, steps = 0;
    for (; position < broken.size(); ++steps)
      EXPECT_EQ(next_character(broken, position), kReplacementCharacter);
    EXPECT_EQ(steps, broken.size());
  }
}

TEST(Utf8, QuotesWhatCannotBeSeen) {
  EXPECT_EQ(printable("a b é 7", 20), "a b é 7");
  EXPECT_EQ(printable("\n\x07", 20), "<U+000A><U+0007>");
  EXPECT_EQ(printable("\u202E"
                      "x\uFEFF",
                      20),
            "<U+202E>x<U+FEFF>");
  EXPECT_EQ(printable("\xE9t", 20), "<E9>t");
  EXPECT_EQ(printable("ééé", 2), "éé…");
  EXPECT_EQ(printable("éé", 2), "éé");
}

}  // namespace
}  // namespace second_opinion
