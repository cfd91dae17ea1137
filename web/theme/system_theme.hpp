// The palette in colours that are not ours: those that a system forces on pages, or the strong ones
// that a visitor has asked for.
#pragma once

#include "web/theme/theme.hpp"

namespace second_opinion {

struct SystemColors {
  Color paper{};
  Color ink{};
  Color link{};
  Color control{};  // borders
};

// All text is ink, all lines are control. Only what stands for data keeps its colour, that of the
// light or the dark palette, whichever is made for such paper.
Theme system_theme(const SystemColors& colors);

}  // namespace second_opinion
