// The page's pictures as a texture of OpenGL's that is never filtered, so that
// digits stay crisp at every size.
#pragma once

#include "web/figures/kit/picture_atlas.hpp"

namespace second_opinion {

// Needs a current context. After a lost one: upload again, the old texture is gone with it.
void upload_pictures(PictureAtlas& pictures);

}  // namespace second_opinion
