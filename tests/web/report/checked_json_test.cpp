// web/report/checked_json: the first fault is kept, with its path; later reads answer defaults.
#include "web/report/checked_json.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(CheckedJson, KeepsTheFirstFault) {
  const auto json = nlohmann::json::parse(R"({"a":{"b":3},"c":"text"})", nullptr, false);
  std::string fault;
  const CheckedJson root(json, fault);
  EXPECT_EQ(root.child("a").integer("b", 0, 5), 3);
  EXPECT_TRUE(fault.empty());
  EXPECT_EQ(root.child("a").integer("b", 0, 2), 0);
  EXPECT_EQ(root.integer("c", 1, 2), 1);
  EXPECT_EQ(fault, "a.b is 3; it must lie in 0 … 2");
}

TEST(CheckedJson, AnswersDefaultsBelowAMissingObject) {
  const auto json = nlohmann::json::object();
  std::string fault;
  const CheckedJson missing = CheckedJson(json, fault).child("nowhere");
  EXPECT_EQ(missing.text("x", 10), "");
  EXPECT_EQ(missing.numbers("y", 2, 2, 0, 1).size(), 2u);
  EXPECT_EQ(missing.objects("z", 0, 3).size(), 0u);
  EXPECT_EQ(fault, "nowhere must be an object");
}

TEST(CheckedJson, TreatsNullAsMissing) {
  const auto json = nlohmann::json::parse(R"({"a":null})", nullptr, false);
  std::string fault;
  EXPECT_FALSE(CheckedJson(json, fault).has("a"));
}

}  // namespace
}  // namespace second_opinion
