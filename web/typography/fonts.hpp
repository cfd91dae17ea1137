// The page's fonts: metrics for layout and ImGui fonts for drawing, made once
// from the payload. Knows which file is which face; lays nothing out.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "imgui.h"
#include "web/typography/font_metrics.hpp"

namespace second_opinion {

inline constexpr std::string_view kFontMetricsAsset = "fonts/metrics.bin";
std::string_view font_asset(Face face);  // "fonts/text.ttf", …

// Gives the bytes of a payload file, none when there is no such file. They must outlive the atlas.
using AssetSource = std::function<std::span<const unsigned char>(std::string_view name)>;

class Fonts {
 public:
  // Adds every face to ImGui's atlas. The error names the file that is missing or broken.
  static Result<Fonts, std::string> load(ImFontAtlas& atlas, const AssetSource& asset);

  const FaceMetrics& metrics(Face face) const { return metrics_[static_cast<std::size_t>(face)]; }
  ImFont* font(Face face) const { return fonts_[static_cast<std::size_t>(face)]; }

 private:
  std::vector<FaceMetrics> metrics_;
  std::array<ImFont*, kFaceCount> fonts_{};
};

}  // namespace second_opinion
