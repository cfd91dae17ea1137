// The texture of a picture that the visitor has brought. web/platform makes it; whoever draws the
// picture knows it by this alone.
#pragma once

#include "imgui.h"

namespace second_opinion {

struct PictureTexture {
  ImTextureID id = 0;  // 0: there is none yet, and the picture's place is drawn empty
  int number = 0;      // of the picture that it shows
};

}  // namespace second_opinion
