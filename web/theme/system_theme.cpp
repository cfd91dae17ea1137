// Takes one of our palettes and puts the given colours in the place of its neutrals.
#include "web/theme/system_theme.hpp"

namespace second_opinion {

Theme system_theme(const SystemColors& colors) {
  const bool dark =
      contrast_ratio(colors.paper, rgb(0xFFFFFF)) > contrast_ratio(colors.paper, rgb(0x000000));
  Theme theme = theme_for(dark);
  theme.paper = theme.panel = theme.cnn_tint = theme.transformer_tint = colors.paper;
  theme.ink = theme.muted = colors.ink;
  theme.rule = theme.control = colors.control;
  theme.link = colors.link;
  return theme;
}

}  // namespace second_opinion
