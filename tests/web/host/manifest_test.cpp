// web/host/manifest.cpp: what page, host and build agree on. tests/shell/manifest.test.mjs holds
// the host against it.
#include "web/host/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "web/host/assets.hpp"
#include "web/typography/fonts.hpp"

namespace second_opinion {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

nlohmann::json manifest() {
  return nlohmann::json::parse(manifest_json());
}

nlohmann::json function(const std::string& name) {
  const nlohmann::json all = manifest();
  for (const auto& row : all["functions"]) {
    if (row["name"] == name) return row;
  }
  return {};
}

TEST(Manifest, ReadsTheKindsOffTheTypesOfTheFunctions) {
  EXPECT_EQ(function("asset")["symbol"], "_so_asset");
  EXPECT_THAT(function("asset")["takes"], ElementsAre("text", "bytes"));
  EXPECT_EQ(function("asset")["answers"], "nothing");
  EXPECT_THAT(function("start")["takes"], ElementsAre("flag", "flag", "flag", "flag"));
  EXPECT_EQ(function("start")["answers"], "text");
  EXPECT_EQ(function("canDraw")["answers"], "flag");
  EXPECT_EQ(function("frame")["answers"], "number");
  EXPECT_THAT(function("offer")["takes"],
              ElementsAre("number", "text", "bytes", "number", "flag", "flag"));
  EXPECT_EQ(function("readerHtml")["symbol"], "_so_reader_html");
}

TEST(Manifest, NamesControlsAndViewsAsTheHostWritesThem) {
  EXPECT_EQ(manifest()["controls"]["readerView"], "reader-view");
  EXPECT_EQ(manifest()["controls"]["startOver"], "start-over");
  EXPECT_THAT(manifest()["views"], ElementsAre("canvas", "reader"));
}

TEST(Manifest, EveryBitOfAFrameIsItsOwn) {
  const nlohmann::json json = manifest();
  int all = 0;
  for (const auto& [name, bit] : json["frame"].items()) {
    EXPECT_EQ(all & bit.get<int>(), 0) << name;
    all |= bit.get<int>();
  }
  EXPECT_EQ(all, 15);
}

// The list of files stands beside the rooms that read them.
TEST(Manifest, ListsEveryFontOfTheCanvas) {
  std::vector<std::string_view> names;
  for (const AssetEntry& entry : kAssetList) names.push_back(entry.name);
  EXPECT_THAT(names, Contains(kFontMetricsAsset));
  ASSERT_EQ(kFontList.size(), static_cast<std::size_t>(kFaceCount));
  for (int face = 0; face < static_cast<int>(kFaceCount); ++face) {
    const std::string_view asset = font_asset(static_cast<Face>(face));
    EXPECT_THAT(names, Contains(asset));
    EXPECT_EQ(kFontList[static_cast<std::size_t>(face)].asset, asset);
  }
}

TEST(Assets, ForgetsWhatOnlyOpeningNeeds) {
  Assets assets;
  assets.add("report.json", {1});
  assets.add("fonts/mono.ttf", {2});
  assets.add("another", {3});
  assets.drop_read();
  EXPECT_FALSE(assets.has("report.json"));
  EXPECT_TRUE(assets.has("fonts/mono.ttf")) << "ImGui goes on reading it";
  EXPECT_TRUE(assets.has("another")) << "nobody said that it could go";
}

}  // namespace
}  // namespace second_opinion
