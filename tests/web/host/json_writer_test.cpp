// web/host/json_writer.cpp: what the host reads must always be JSON.
#include "web/host/json_writer.hpp"

#include <gtest/gtest.h>

#include <array>

namespace second_opinion {
namespace {

TEST(JsonWriter, WritesNestedValuesWithCommas) {
  JsonWriter json;
  json.open_object()
      .key("a")
      .value(1)
      .key("b")
      .open_array()
      .value(true)
      .value("x")
      .null()
      .close_array();
  json.key("c").open_object().close_object().close_object();
  EXPECT_EQ(json.text(), R"({"a":1,"b":[true,"x",null],"c":{}})");
}

TEST(JsonWriter, EscapesWhatJsonForbids) {
  JsonWriter json;
  json.value(std::string_view("a\"b\\c\n\t\x01\x7F", 9));
  EXPECT_EQ(json.text(), R"("a\"b\\c\n\u0009\u0001\u007f")");
}

TEST(JsonWriter, ReplacesBytesThatAreNotUtf8) {
  const std::array<std::pair<const char*, const char*>, 6> cases = {{
      {"gr\xC3\xBC\xC3\x9F", "\"gr\xC3\xBC\xC3\x9F\""},
      {"\xFF", "\"\xEF\xBF\xBD\""},
      {"\xC3", "\"\xEF\xBF\xBD\""},
      {"\xC0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
      {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
      {"\xF0\x9F\x99\x82", "\"\xF0\x9F\x99\x82\""},
  }};
  for (const auto& [text, expected] : cases) {
    JsonWriter json;
    json.value(text);
    EXPECT_EQ(json.text(), expected);
  }
}

TEST(JsonWriter, KeepsSixDigitsOfNumbers) {
  JsonWriter json;
  json.values(std::array<float, 3>{0.123456789f, 1, 1e-12f});
  EXPECT_EQ(json.text(), "[0.123457,1,1e-12]");
}

}  // namespace
}  // namespace second_opinion
