// web/page/status.cpp: the JSON that the host and outside checks rely on.
#include "web/page/status.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace second_opinion {
namespace {

Classifier blank_network() {
  const Linear output{.units = kDigitCount, .flatten = true};
  WeightsFile file;
  file.network = Network::zeros({Family::kLinear, {output}});
  return Classifier(std::move(file));
}

App app_with_digit() {
  App app(blank_network(), blank_network());
  std::array<unsigned char, kImagePixels> bytes{};
  bytes[30] = 200;
  update(app, TryDigit{DigitImage::from_bytes(bytes)});
  return app;
}

TEST(Status, NamesStateThemeAndView) {
  const App app(blank_network(), blank_network());
  const auto json =
      nlohmann::json::parse(status_json(app, {.frames = 12, .dark = true, .canvas = false}));
  EXPECT_EQ(json["state"], "ready");
  EXPECT_EQ(json["files"], 0);
  EXPECT_EQ(json["frames"], 12);
  EXPECT_EQ(json["alert"], "");
  EXPECT_TRUE(json["result"].is_null());
  EXPECT_EQ(json["theme"], "dark");
  EXPECT_EQ(json["view"], "reader");
}

TEST(Status, HoldsTheWholeResult) {
  const auto json = nlohmann::json::parse(status_json(app_with_digit(), {}));
  EXPECT_EQ(json["state"], "result");
  const auto& result = json["result"];
  EXPECT_EQ(result["scale"], "0-255");
  EXPECT_EQ(result["cnn"]["probabilities"].size(), 10u);
  EXPECT_EQ(result["transformer"]["digit"], 0);
  EXPECT_EQ(result["agree"], true);
  EXPECT_GE(result["cnn"]["milliseconds"].get<double>(), 0);
  EXPECT_NE(result["times"], "");
  EXPECT_EQ(result["pixels"].size(), 784u);
  EXPECT_EQ(result["pixels"][30], 200);
}

TEST(Status, NamesTheDoubtOnlyWhereTheWeightsCan) {
  const auto without = nlohmann::json::parse(status_json(app_with_digit(), {}))["result"];
  EXPECT_FALSE(without["cnn"].contains("novelty"));
  EXPECT_EQ(without["unlike"], false);
  WeightsFile file = blank_network().file();
  file.novelty =
      NoveltyModel{3, 0, std::vector<float>(kImagePixels), std::vector<float>(kImagePixels)};
  App app{Classifier(file), Classifier(file)};
  update(app, TryDigit{app_with_digit().reading->digit});
  const auto json = nlohmann::json::parse(status_json(app, {}));
  EXPECT_NEAR(json["result"]["cnn"]["novelty"].get<double>(), 0.952574, 1e-6);
  EXPECT_TRUE(json["result"]["transformer"].contains("novelty"));
  EXPECT_EQ(json["result"]["unlike"], true);
  EXPECT_NE(json["warning"], "");
  EXPECT_EQ(json["result"]["looks_inverted"], false) << "no button to invert beside this warning";
}

TEST(Status, SaysWhyAFileWasRefused) {
  App app(blank_network(), blank_network());
  update(app, OfferFile{{.name = "digit\xFF.txt", .bytes = {}, .total_bytes = 0}});
  const auto json = nlohmann::json::parse(status_json(app, {}));
  EXPECT_EQ(json["state"], "refused");
  EXPECT_NE(json["alert"], "");
}

TEST(Status, LayoutListsControlsAndAnchors) {
  Control button;
  button.id = "upload";
  button.label = "Choose a \"CSV\"";
  button.place = {1.5f, 2, 3, 44};
  Control link = button;
  link.id = "rail-data";
  link.kind = ControlKind::kLink;
  link.href = "#data";
  link.fixed = true;
  link.group = "rail";
  Control slider = button;
  slider.kind = ControlKind::kSlider;
  slider.steps = 21;
  slider.step = 3;
  slider.reading = "After 3 pictures";
  Anchor anchor;
  anchor.id = "data";
  anchor.title = "The data";
  anchor.y = 1234.5f;
  const auto json = nlohmann::json::parse(
      layout_json(9000, std::vector{button, link, slider}, std::vector{anchor}));
  EXPECT_EQ(json["height"], 9000);
  EXPECT_EQ(json["controls"][0]["kind"], "button");
  EXPECT_EQ(json["controls"][0]["label"], "Choose a \"CSV\"");
  EXPECT_EQ(json["controls"][0]["x"], 1.5);
  EXPECT_FALSE(json["controls"][0].contains("href"));
  EXPECT_FALSE(json["controls"][0].contains("group"));
  EXPECT_EQ(json["controls"][1]["group"], "rail");
  EXPECT_EQ(json["controls"][1]["href"], "#data");
  EXPECT_EQ(json["controls"][1]["fixed"], true);
  EXPECT_FALSE(json["controls"][0].contains("steps"));
  EXPECT_EQ(json["controls"][2]["kind"], "slider");
  EXPECT_EQ(json["controls"][2]["steps"], 21);
  EXPECT_EQ(json["controls"][2]["step"], 3);
  EXPECT_EQ(json["controls"][2]["reading"], "After 3 pictures");
  EXPECT_EQ(json["anchors"][0]["y"], 1234.5);
}

}  // namespace
}  // namespace second_opinion
