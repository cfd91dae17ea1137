// Covers core/json/json_reader: the first fault is kept with its path, later questions get harmless
// answers, and no document can make it throw, abort or run out of stack. The words that recipes get
// to hear are tested with them (tests/native_trainer/recipe).
#include "core/json/json_reader.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

struct Asked {
  explicit Asked(const char* text) : document(parse_json(text)), json(document, "", error) {}
  nlohmann::json document;
  std::string error;
  JsonReader json;
};

TEST(JsonReader, KeepsTheFirstFaultWithItsPath) {
  Asked asked(R"({"a":{"b":3},"c":"text"})");
  EXPECT_EQ(asked.json.object("a").integer("b", 0, 5), 3);
  EXPECT_EQ(asked.error, "");
  EXPECT_EQ(asked.json.object("a").integer("b", 0, 2), 0);
  EXPECT_EQ(asked.json.integer("c", 1, 2), 1);
  EXPECT_EQ(asked.error, "a.b: is 3; must be a whole number from 0 to 2");
}

TEST(JsonReader, SaysWhatIsWrongWithEveryKindOfValue) {
  const struct {
    void (*ask)(JsonReader&);
    const char* words;
  } kFaults[] = {
      {[](JsonReader& json) { json.number("text", 0, 1); }, "text: must be a number from 0 to 1"},
      {[](JsonReader& json) { json.number("half", 1, 2); }, "half: is 0.5; must be a number"},
      {[](JsonReader& json) { json.integer("half", 0, 1); }, "half: is 0.5; must be a whole"},
      {[](JsonReader& json) { json.text("half"); }, "half: must be a text in quotes"},
      {[](JsonReader& json) { json.text("text", 3); }, "text: is longer than 3 bytes"},
      {[](JsonReader& json) { json.boolean("text"); }, "text: must be true or false"},
      {[](JsonReader& json) { json.numbers("text", 0, 1, 0, 1); }, "text: must be a list"},
      {[](JsonReader& json) { json.numbers("list", 3, 3, 0, 9); }, "list: has 2 entries; it must"},
      {[](JsonReader& json) { json.integers("list", 0, 9, 0, 1); }, "list: is 2; must be"},
      {[](JsonReader& json) { json.texts("list", 0, 9, 9); }, "list: must hold texts"},
      {[](JsonReader& json) { json.objects("list", 0, 9); }, "list.0: must be an object"},
      {[](JsonReader& json) { json.number_rows("list", 0, 9, 2, 0, 9); },
       "list: row 0 must have 2"},
      {[](JsonReader& json) { json.required_object("none"); }, "none: is missing"},
      {[](JsonReader& json) { json.finish(); }, "half: is not a known key here"},
  };
  for (const auto& fault : kFaults) {
    Asked asked(R"({"text":"four","half":0.5,"list":[1,2]})");
    fault.ask(asked.json);
    EXPECT_TRUE(asked.error.starts_with(fault.words)) << asked.error << " for " << fault.words;
  }
}

TEST(JsonReader, AnswersHarmlesslyBelowAMissingObject) {
  Asked asked("{}");
  JsonReader missing = asked.json.required_object("nowhere");
  EXPECT_EQ(missing.text("x", 10), "");
  EXPECT_EQ(missing.numbers("y", 2, 2, 0, 1).size(), 2u);
  EXPECT_EQ(missing.number_rows("y", 2, 2, 3, 0, 1)[1].size(), 3u);
  EXPECT_EQ(missing.objects("z", 0, 3).size(), 0u);
  EXPECT_EQ(asked.error, "nowhere: is missing");
}

TEST(JsonReader, TellsNullFromAValue) {
  Asked asked(R"({"a":null})");
  EXPECT_TRUE(asked.json.has("a"));
  EXPECT_FALSE(asked.json.has_value("a"));
}

TEST(JsonReader, MakesAnObjectOfEveryRowOfATable) {
  Asked asked(R"({"columns":["n","name"],"rows":[[1,"a"],[2,"b"]],"bad":[[1]]})");
  const auto rows = asked.json.table("columns", "rows", 9);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(asked.json.at(rows[1], "rows.1").text("name"), "b");
  asked.json.at(rows[1], "rows.1").integer("n", 5, 9);
  EXPECT_EQ(asked.error, "rows.1.n: is 2; must be a whole number from 5 to 9");
  Asked again(R"({"columns":["n","name"],"rows":[[1,"a"],[2]]})");
  EXPECT_TRUE(again.json.table("columns", "rows", 9).empty());
  EXPECT_TRUE(again.error.starts_with("rows.1: must be a list with a value")) << again.error;
}

TEST(JsonReader, RefusesWhatNestsTooDeeply) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_TRUE(parse_json(deep).is_discarded());
  EXPECT_FALSE(
      parse_json(R"({"a":"[[[[\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})")
          .is_discarded());
  EXPECT_TRUE(parse_json("{").is_discarded());
}

}  // namespace
}  // namespace second_opinion
