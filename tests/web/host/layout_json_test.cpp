// web/host/layout_json.cpp: what the host reads of the drawn page.
#include "web/host/layout_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

namespace second_opinion {
namespace {

constexpr Rect kPlace{1.5f, 2, 3, 44};

nlohmann::json written(const Control& control) {
  const std::vector<Control> controls{control};
  return nlohmann::json::parse(layout_json(0, controls, {}, {}))["controls"][0];
}

TEST(LayoutJson, HoldsHeightAndAnchors) {
  const std::vector<Anchor> anchors{{.id = "data", .title = "The \"data\"", .y = 1234.5f}};
  const auto json = nlohmann::json::parse(layout_json(9000, {}, anchors, {}));
  EXPECT_EQ(json["height"], 9000);
  EXPECT_EQ(json["anchors"][0]["id"], "data");
  EXPECT_EQ(json["anchors"][0]["title"], "The \"data\"");
  EXPECT_EQ(json["anchors"][0]["y"], 1234.5);
  EXPECT_TRUE(json["controls"].empty());
}

TEST(LayoutJson, ButtonsHaveNothingOfTheOtherKinds) {
  const auto json = written({"confusion:3", ButtonControl{}, "A cell", kPlace, "confusion:cells"});
  EXPECT_EQ(json["id"], "confusion:3");
  EXPECT_EQ(json["kind"], "button");
  EXPECT_EQ(json["label"], "A cell");
  EXPECT_EQ(json["x"], 1.5);
  EXPECT_EQ(json["h"], 44);
  EXPECT_EQ(json["group"], "confusion:cells");
  for (const char* member : {"href", "fixed", "prepares", "steps", "reading"})
    EXPECT_FALSE(json.contains(member)) << member;
}

TEST(LayoutJson, LinksSayWhereTheyLeadAndWhatComesBefore) {
  auto json = written({"rail-data", LinkControl{.href = "#data", .fixed = true}, "Data", kPlace});
  EXPECT_EQ(json["kind"], "link");
  EXPECT_EQ(json["href"], "#data");
  EXPECT_EQ(json["fixed"], true);
  EXPECT_FALSE(json.contains("prepares"));
  EXPECT_FALSE(json.contains("group"));
  json = written({"x", LinkControl{.href = "#attention", .prepares = true}, "See", kPlace});
  EXPECT_EQ(json["prepares"], true);
  EXPECT_FALSE(json.contains("fixed"));
}

TEST(LayoutJson, SlidersSayWhereTheyStand) {
  const auto json =
      written({"learning:moment", SliderControl{21, 3, "After 3 pictures"}, "Seen", kPlace});
  EXPECT_EQ(json["kind"], "slider");
  EXPECT_EQ(json["steps"], 21);
  EXPECT_EQ(json["step"], 3);
  EXPECT_EQ(json["reading"], "After 3 pictures");
}

TEST(LayoutJson, TheHostsOwnElementsAreNamedSo) {
  EXPECT_EQ(written({"upload", HostControl{}, "Choose", kPlace})["kind"], "host");
}

}  // namespace
}  // namespace second_opinion
