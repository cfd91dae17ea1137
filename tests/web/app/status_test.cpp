// web/app/status.cpp: the JSON that the host and outside checks rely on.
#include "web/app/status.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/web/sample_networks.hpp"

namespace second_opinion {
namespace {

using testing::blank_network;

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
  EXPECT_EQ(result["source"], "sample");
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

TEST(Status, TellsOfThePadWhileItIsOpen) {
  App app(blank_network(), blank_network());
  const auto drawing = [&](View view) {
    return nlohmann::json::parse(status_json(app, {.view = view}))["drawing"];
  };
  EXPECT_TRUE(drawing(View::kCanvas).is_null());
  update(app, OpenPad{});
  EXPECT_EQ(nlohmann::json::parse(status_json(app, {}))["state"], "drawing");
  EXPECT_EQ(drawing(View::kCanvas)["strokes"], 0);
  EXPECT_TRUE(drawing(View::kCanvas)["cnn"].is_null());
  EXPECT_EQ(drawing(View::kCanvas)["undo"], false);
  update(app, BeginStroke{{0.5f, 0.25f, 0.5f}});
  update(app, ExtendStroke{{0.5f, 0.75f, 0.5f}});
  EXPECT_EQ(drawing(View::kCanvas)["behind"], true);
  update_opinions(app);
  EXPECT_EQ(drawing(View::kCanvas)["behind"], false);
  EXPECT_EQ(drawing(View::kCanvas)["strokes"], 1);
  EXPECT_EQ(drawing(View::kCanvas)["cnn"], 0);
  EXPECT_EQ(drawing(View::kCanvas)["transformer"], 0);
  EXPECT_EQ(drawing(View::kCanvas)["undo"], true);
  EXPECT_FALSE(drawing(View::kCanvas).contains("opinions")) << "nobody reads them there";
  EXPECT_EQ(drawing(View::kReader)["opinions"]["cnn"]["probabilities"].size(), 10u);
  EXPECT_EQ(drawing(View::kReader)["opinions"]["pixels"].size(), 784u);
}

TEST(Status, TellsTheInkInSharesOfThePad) {
  App app(blank_network(), blank_network());
  update(app, OpenPad{});
  update(app, BeginStroke{{0.5f, 0.25f, 0.5f}});
  update(app, PredictStroke{{0.75f, 0.25f, 0.5f}});
  auto ink = nlohmann::json::parse(ink_json(*app.drawing));
  ASSERT_EQ(ink["strokes"].size(), 1u);
  EXPECT_EQ(ink["strokes"][0].size(), 3u);
  EXPECT_EQ(ink["strokes"][0][1], 0.25);
  EXPECT_EQ(ink["predicted"][0], 0.75);
  EXPECT_TRUE(ink["crossHair"].is_null());
  update(app, LowerOrLiftPen{});
  ink = nlohmann::json::parse(ink_json(*app.drawing));
  EXPECT_EQ(ink["crossHair"][0], 0.5);
  EXPECT_EQ(ink["lowered"], true);
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
  ASSERT_EQ(actions().size(), 4u);
  EXPECT_EQ(actions()[0]["id"], "copy-link");
  EXPECT_EQ(actions()[1]["id"], "download");
  EXPECT_EQ(actions()[1]["label"], "Save as CSV");
  app.reading->csv->looks_inverted = true;
  ASSERT_EQ(actions().size(), 5u);
  EXPECT_EQ(actions()[0]["id"], "invert");
  EXPECT_EQ(actions()[0]["label"], "Invert it");
  app.reading->inverted = true;
  EXPECT_EQ(actions()[0]["label"], "Undo the inversion");
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
