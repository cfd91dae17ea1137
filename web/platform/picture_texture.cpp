// Uploads digits with nearest-neighbour sampling, so that their pixels stay crisp squares, and the
// visitor's picture with mipmaps, because it may be shown far smaller than it is.
#include "web/platform/picture_texture.hpp"

#ifdef __EMSCRIPTEN__
#include <GLES3/gl3.h>
#else
#define GL_GLEXT_PROTOTYPES  // for glGenerateMipmap, which came after OpenGL 1.1
#define GLFW_INCLUDE_GLEXT
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

void show_picture(const ShownPicture* picture, PictureTexture& texture) {
  const int number = picture ? picture->number : 0;
  if (texture.number == number) return;
  if (texture.id != 0) {
    const auto old = static_cast<GLuint>(texture.id);
    glDeleteTextures(1, &old);
  }
  texture = {.id = 0, .number = number};
  if (!picture) return;
  std::vector<unsigned char> rgba;
  rgba.reserve(4 * picture->grey.pixels.size());
  for (const unsigned char grey : picture->grey.pixels)
    rgba.insert(rgba.end(), {grey, grey, grey, 255});
  GLuint made = 0;
  glGenTextures(1, &made);
  glBindTexture(GL_TEXTURE_2D, made);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  for (const GLenum side : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    glTexParameteri(GL_TEXTURE_2D, side, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, picture->grey.width, picture->grey.height, 0, GL_RGBA,
               GL_UNSIGNED_BYTE, rgba.data());
  glGenerateMipmap(GL_TEXTURE_2D);
  texture.id = made;
}

}  // namespace second_opinion
