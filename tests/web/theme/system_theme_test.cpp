// web/theme/system_theme.cpp: text stays readable on paper of any colour.
#include "web/theme/system_theme.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

// Windows' four themes of strong contrast: paper, text, links, borders.
constexpr SystemColors kThemes[] = {
    {rgb(0x2D3236), rgb(0xFFFFFF), rgb(0x70EBDE), rgb(0xB6F6F0)},
    {rgb(0x000000), rgb(0xFFFFFF), rgb(0x8080FF), rgb(0xFFFFFF)},
    {rgb(0x202020), rgb(0xFFFFFF), rgb(0x75E9FC), rgb(0xFFFFFF)},
    {rgb(0xFFFAEF), rgb(0x3D3D3D), rgb(0x00009F), rgb(0x676767)},
};

TEST(SystemTheme, TakesTextAndLinesFromTheSystem) {
  const Theme theme = system_theme(kThemes[0]);
  EXPECT_EQ(theme.paper, rgb(0x2D3236));
  EXPECT_EQ(theme.panel, theme.paper);
  EXPECT_EQ(theme.ink, rgb(0xFFFFFF));
  EXPECT_EQ(theme.muted, theme.ink);
  EXPECT_EQ(theme.link, rgb(0x70EBDE));
  EXPECT_EQ(theme.rule, rgb(0xB6F6F0));
}

TEST(SystemTheme, KeepsTheColoursOfDataThatSuitThePaper) {
  EXPECT_EQ(system_theme(kThemes[1]).cnn, dark_theme().cnn);
  EXPECT_EQ(system_theme(kThemes[3]).cnn, light_theme().cnn);
  for (const SystemColors& colors : kThemes) {
    const Theme theme = system_theme(colors);
    for (const Color data : {theme.cnn, theme.transformer, theme.baseline})
      EXPECT_GE(contrast_ratio(data, theme.paper), 4.5) << std::hex << colors.paper;
  }
}

}  // namespace
}  // namespace second_opinion
