// Hands the payload's font files to ImGui, which rasterises each glyph when it is first drawn, at
// the size and density that it is drawn in.
#include "web/typography/fonts.hpp"

#include <cstdio>

namespace second_opinion {
namespace {

constexpr std::array<std::string_view, kFaceCount> kAssets = {
    "fonts/text.ttf",      "fonts/text-italic.ttf", "fonts/text-bold.ttf", "fonts/sans.ttf",
    "fonts/sans-bold.ttf", "fonts/mono.ttf",        "fonts/display.ttf"};

// ImGui asserts on bytes that are no font at all, so the sfnt tag is checked here.
bool is_truetype(std::span<const unsigned char> bytes) {
  return bytes.size() > 64 && bytes[0] == 0 && bytes[1] == 1 && bytes[2] == 0 && bytes[3] == 0;
}

ImFont* add_font(ImFontAtlas& atlas, std::span<const unsigned char> bytes, std::string_view name) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 2;  // letters stand on thirds of pixels, not on whole ones
  config.OversampleV = 1;
  config.Flags = ImFontFlags_NoLoadError;
  std::snprintf(config.Name, sizeof config.Name, "%.*s", static_cast<int>(name.size()),
                name.data());
  // ImGui takes the bytes as its own to change, but reads them only, for it does not own them.
  return atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes.data()),
                                    static_cast<int>(bytes.size()), 16, &config);
}

}  // namespace

std::string_view font_asset(Face face) {
  return kAssets[static_cast<std::size_t>(face)];
}

Result<Fonts, std::string> Fonts::load(ImFontAtlas& atlas, const AssetSource& asset) {
  Fonts fonts;
  auto metrics = parse_font_metrics(asset(kFontMetricsAsset));
  if (!metrics) return Failure{metrics.error()};
  fonts.metrics_ = std::move(metrics.value());
  if (fonts.metrics_.size() != kFaceCount) {
    return Failure{"fonts/metrics.bin has " + std::to_string(fonts.metrics_.size()) + " faces, " +
                   std::to_string(kFaceCount) + " are needed"};
  }
  for (std::size_t i = 0; i < kAssets.size(); ++i) {
    const auto bytes = asset(kAssets[i]);
    fonts.fonts_[i] = is_truetype(bytes) ? add_font(atlas, bytes, kAssets[i]) : nullptr;
    if (!fonts.fonts_[i])
      return Failure{std::string(kAssets[i]) +
                     " is missing or is not a TrueType font; build the fonts again"};
  }
  return fonts;
}

}  // namespace second_opinion
