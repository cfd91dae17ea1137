// web/app/status.cpp: the JSON that the host and outside checks rely on.
#include "web/app/status.hpp"

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
      nlohmann::json::parse(status_json(app, {.frames = 12, .dark = true, .view = View::kReader}));
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

TEST(Status, ListsWhatCanBeDoneWithAResultUnderItsName) {
  App app = app_with_digit();
  const auto actions = [&] {
    return nlohmann::json::parse(status_json(app, {}))["result"]["actions"];
  };
  ASSERT_EQ(actions().size(), 1u);
  EXPECT_EQ(actions()[0]["id"], "download");
  EXPECT_EQ(actions()[0]["label"], "Download as CSV");
  app.reading->file.looks_inverted = true;
  ASSERT_EQ(actions().size(), 2u);
  EXPECT_EQ(actions()[1]["id"], "invert");
  EXPECT_EQ(actions()[1]["label"], "Invert it");
  app.reading->inverted = true;
  EXPECT_EQ(actions()[1]["label"], "Undo the inversion");
}

TEST(Status, LeavesOutTimesThatNobodyCouldTake) {
  App app = app_with_digit();
  app.reading->cnn_seconds.reset();
  const auto result = nlohmann::json::parse(status_json(app, {}))["result"];
  EXPECT_FALSE(result["cnn"].contains("milliseconds"));
  EXPECT_TRUE(result["transformer"].contains("milliseconds"));
  EXPECT_EQ(result["times"], "");
}

}  // namespace
}  // namespace second_opinion
