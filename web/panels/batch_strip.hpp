// The strip above the card of "Try a digit": what is being read of many files, or which of many
// digits is open, with the picture that it was found on and the way back to all of them.
#pragma once

#include <string>
#include <vector>

#include "web/app/app.hpp"
#include "web/panels/framed_picture.hpp"

namespace second_opinion {

// All places relative to the strip's corner. height = 0: there is nothing to tell.
struct StripLayout {
  float height = 0;  // with the air below it
  Rect words{};
  Rect track{};    // of the progress; h = 0: none
  Rect picture{};  // h = 0: none
  Rect back{};     // h = 0: there is nothing to go back to
};

StripLayout layout_strip(const Fonts& fonts, const App& app, float width);
void draw_strip(const PageCanvas& canvas, const Rect& place, const StripLayout& layout,
                const App& app, const PictureTexture& texture);
void add_strip_controls(const Rect& place, const StripLayout& layout, const App& app,
                        std::vector<Control>& out);

}  // namespace second_opinion
