// Also home of test_fonts(): the built fonts, read from the build tree.
#include "web/typography/fonts.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "core/base/utf8.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

std::span<const unsigned char> built_file(std::string_view name) {
  static std::map<std::string, std::vector<unsigned char>, std::less<>> files;
  const auto found = files.find(name);
  if (found != files.end()) return found->second;
  std::ifstream in(std::string(SO_BUILD_DIR "/") + std::string(name), std::ios::binary);
  return files[std::string(name)] =
             std::vector<unsigned char>(std::istreambuf_iterator<char>(in), {});
}

void start_imgui() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(1280, 900);
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

}  // namespace

const Fonts& test_fonts() {
  static const Fonts fonts = [] {
    start_imgui();
    auto loaded = Fonts::load(*ImGui::GetIO().Fonts, built_file);
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error());
    return std::move(loaded.value());
  }();
  return fonts;
}

TestFrame::TestFrame(float pixel_ratio) {
  test_fonts();
  ImGui::GetIO().DisplayFramebufferScale = ImVec2(pixel_ratio, pixel_ratio);
  ImGui::NewFrame();
}
TestFrame::~TestFrame() {
  ImGui::EndFrame();
  ImGui::GetIO().DisplayFramebufferScale = ImVec2(1, 1);
}
ImDrawList& TestFrame::list() const {
  return *ImGui::GetBackgroundDrawList();
}

namespace {

TEST(Fonts, EveryFaceHasLettersFiguresAndPunctuation) {
  for (int face = 0; face < kFaceCount; ++face) {
    const FaceMetrics& metrics = test_fonts().metrics(static_cast<Face>(face));
    const std::string_view needed = "ABCXYZabcxyz0123456789.,;:!?()×−–—“”‘’…·é%";
    for (std::size_t at = 0; at < needed.size();) {
      const char32_t code = next_character(needed, at);
      EXPECT_TRUE(metrics.has(code)) << font_asset(static_cast<Face>(face)) << " lacks U+"
                                     << std::hex << static_cast<unsigned>(code);
    }
    EXPECT_TRUE(metrics.has(kTabularZero));
  }
}

TEST(Fonts, TextFacesHaveTheSignsOfTheArticle) {
  const std::string_view needed = "→≤≥±°²³₀₁₉½≈σ\u202f\u00a0";
  for (const Face face : {Face::kText, Face::kSans, Face::kSansBold}) {
    for (std::size_t at = 0; at < needed.size();) {
      const char32_t code = next_character(needed, at);
      EXPECT_TRUE(test_fonts().metrics(face).has(code))
          << font_asset(face) << " lacks U+" << std::hex << static_cast<unsigned>(code);
    }
  }
}

TEST(Fonts, AMissingFileIsNamed) {
  ImFontAtlas atlas;
  const auto result = Fonts::load(atlas, [](std::string_view name) {
    return name == "fonts/sans.ttf" ? std::span<const unsigned char>{} : built_file(name);
  });
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().find("fonts/sans.ttf"), std::string::npos);
}

TEST(Fonts, BytesThatAreNoFontAreRefused) {
  ImFontAtlas atlas;
  static const std::vector<unsigned char> rubbish(4096, 'x');
  const auto result = Fonts::load(atlas, [](std::string_view name) {
    return name == "fonts/mono.ttf" ? std::span<const unsigned char>(rubbish) : built_file(name);
  });
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().find("fonts/mono.ttf"), std::string::npos);
}

}  // namespace
}  // namespace second_opinion
