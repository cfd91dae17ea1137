// Uploads with nearest-neighbour sampling, so that pixels of digits stay crisp squares.
#include "web/platform/picture_texture.hpp"

#ifdef __EMSCRIPTEN__
#include <GLES3/gl3.h>
#else
#include <GLFW/glfw3.h>
#endif

namespace second_opinion {

void upload_pictures(PictureAtlas& pictures) {
  GLint most = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
  if (pictures.width() > most || pictures.height() > most) return pictures.use(0);
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
    glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
  }
  const auto bytes = pictures.rgba();
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, pictures.width(), pictures.height(), 0, GL_RGBA,
               GL_UNSIGNED_BYTE, bytes.data());
  pictures.use(texture);
}

}  // namespace second_opinion
