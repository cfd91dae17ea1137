// Pictures as textures of OpenGL's: the page's own, which are never filtered, so that digits stay
// crisp at every size, and the visitor's, which is filtered as photographs are.
#pragma once

#include "web/app/shown_picture.hpp"
#include "web/canvas/picture_texture.hpp"
#include "web/figures/kit/picture_atlas.hpp"

namespace second_opinion {

// Needs a current context. After a lost one: upload again, the old texture is gone with it.
void upload_pictures(PictureAtlas& pictures);

// Before each frame: makes the texture that of the picture, unless it is already, and gives it up
// where there is none to show.
void show_picture(const ShownPicture* picture, PictureTexture& texture);

}  // namespace second_opinion
