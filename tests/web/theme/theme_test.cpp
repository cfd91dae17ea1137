// Contrast of both palettes, by the formula of WCAG 2.
#include "web/theme/theme.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(Theme, TextPassesAaOnBothPapers) {
  for (const Theme* theme : {&light_theme(), &dark_theme()}) {
    for (const Color ground : {theme->paper, theme->panel}) {
      for (const Color text : {theme->ink, theme->muted, theme->link, theme->cnn,
                               theme->transformer, theme->baseline, theme->good, theme->bad}) {
        EXPECT_GE(contrast_ratio(text, ground), 4.5) << std::hex << text << " on " << ground;
      }
    }
    EXPECT_GE(contrast_ratio(theme->cnn, theme->cnn_tint), 4.5);
    EXPECT_GE(contrast_ratio(theme->transformer, theme->transformer_tint), 4.5);
  }
}

TEST(Theme, TextOnAccentsPassesAa) {
  for (const Theme* theme : {&light_theme(), &dark_theme()}) {
    for (const Color ground :
         {theme->cnn, theme->transformer, theme->good, theme->bad, theme->focus}) {
      EXPECT_GE(contrast_ratio(theme->on_accent, ground), 4.5) << std::hex << ground;
    }
  }
}

TEST(Theme, ControlsAndFocusStandOut) {
  for (const Theme* theme : {&light_theme(), &dark_theme()}) {
    EXPECT_GE(contrast_ratio(theme->control, theme->paper), 3.0);
    EXPECT_GE(contrast_ratio(theme->focus, theme->paper), 3.0);
  }
}

TEST(Theme, ContrastIsThatOfTheStandard) {
  EXPECT_NEAR(contrast_ratio(rgb(0xFFFFFF), rgb(0x000000)), 21, 1e-9);
  EXPECT_NEAR(contrast_ratio(rgb(0x767676), rgb(0xFFFFFF)), 4.54, 0.01);
}

TEST(Theme, MixAndAlphaStayInRange) {
  EXPECT_EQ(mix(rgb(0x000000), rgb(0xFFFFFF), 2), rgb(0xFFFFFF));
  EXPECT_EQ(mix(rgb(0x112233), rgb(0xFFFFFF), 0), rgb(0x112233));
  EXPECT_EQ(with_alpha(rgb(0x112233), 0.5f) >> 24, 128u);
}

}  // namespace
}  // namespace second_opinion
