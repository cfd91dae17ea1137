// The weight pictures side by side in one texture, so that each costs three
// rectangles instead of hundreds. Holds no pixels and knows no OpenGL:
// web/platform uploads what rgba() gives and says which texture it became.
#pragma once

#include <initializer_list>
#include <vector>

#include "web/canvas/page_canvas.hpp"
#include "web/figures/kit/digit_sheet.hpp"

namespace second_opinion {

// A weight as the pictures show it, in steps of 8 around 128: 33 shades are as good as 255 to the
// eye, and where pictures are drawn as rectangles more neighbours are alike.
int rounded_weight(unsigned char value);

class PictureAtlas {
 public:
  // The sheet outlives the atlas.
  explicit PictureAtlas(const DigitSheet& templates);

  // Pixels; the texture is not to be filtered.
  int width() const;
  int height() const;
  // width × height × 4 bytes: white, with the ink in alpha.
  std::vector<unsigned char> rgba() const;
  // 0: there is none (yet, or the context is lost): pictures are drawn as rectangles.
  void use(ImTextureID texture) { texture_ = texture; }

  // True when the picture was drawn: it is one of the sheet, and there is a texture.
  // place: on device pixels.
  bool draw_signed(const PageCanvas& canvas, DigitPixels pixels, const Rect& place, Color positive,
                   Color negative) const;

 private:
  struct Layer {
    int cell;
    Color color;
  };
  void draw(const PageCanvas& canvas, const Rect& place, std::initializer_list<Layer> layers) const;
  int cells() const { return 1 + 2 * templates_.count(); }

  const DigitSheet& templates_;
  ImTextureID texture_ = 0;
};

}  // namespace second_opinion
