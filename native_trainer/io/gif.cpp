// giflib hands its bytes to a function. Of each frame only the box that changed since the frame
// before is stored; the format allows that, and it saves most of the bytes.
#include "native_trainer/io/gif.hpp"

#include <gif_lib.h>

#include <algorithm>

namespace second_opinion {
namespace {

constexpr int kMaxSide = 4096;

int append(GifFileType* gif, const GifByteType* bytes, int count) {
  auto& out = *static_cast<std::vector<unsigned char>*>(gif->UserData);
  out.insert(out.end(), bytes, bytes + count);
  return count;
}

struct Box {
  int left = 0, top = 0, right = 1, bottom = 1;  // right and bottom are outside
};

// The smallest box that holds every difference; one pixel when there is none.
Box changed_box(const GifMovie& movie, const std::vector<unsigned char>* before,
                const std::vector<unsigned char>& now) {
  if (before == nullptr) return {0, 0, movie.width, movie.height};
  Box box{movie.width, movie.height, 0, 0};
  for (int y = 0; y < movie.height; ++y) {
    for (int x = 0; x < movie.width; ++x) {
      const auto place = static_cast<std::size_t>(y) * static_cast<std::size_t>(movie.width) +
                         static_cast<std::size_t>(x);
      if ((*before)[place] == now[place]) continue;
      box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1),
             std::max(box.bottom, y + 1)};
    }
  }
  return box.right > 0 ? box : Box{};
}

// "NETSCAPE2.0": repeat for ever.
bool put_loop(GifFileType* gif) {
  const GifByteType forever[] = {1, 0, 0};
  return EGifPutExtensionLeader(gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
         EGifPutExtensionBlock(gif, 11, "NETSCAPE2.0") == GIF_OK &&
         EGifPutExtensionBlock(gif, 3, forever) == GIF_OK && EGifPutExtensionTrailer(gif) == GIF_OK;
}

bool put_frame(GifFileType* gif, const GifMovie& movie, const Box& box,
               std::vector<unsigned char> frame, int centiseconds) {
  const GraphicsControlBlock control{DISPOSE_DO_NOT, false, centiseconds, NO_TRANSPARENT_COLOR};
  GifByteType extension[4];
  const auto size = static_cast<int>(EGifGCBToExtension(&control, extension));
  if (EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, size, extension) != GIF_OK) return false;
  if (EGifPutImageDesc(gif, box.left, box.top, box.right - box.left, box.bottom - box.top, false,
                       nullptr) != GIF_OK)
    return false;
  for (int y = box.top; y < box.bottom; ++y) {
    GifPixelType* line = frame.data() + static_cast<std::ptrdiff_t>(y) * movie.width + box.left;
    if (EGifPutLine(gif, line, box.right - box.left) != GIF_OK) return false;
  }
  return true;
}

bool put_all(GifFileType* gif, const GifMovie& movie, const ColorMapObject* colors) {
  EGifSetGifVersion(gif, true);
  if (EGifPutScreenDesc(gif, movie.width, movie.height, 8, 0, colors) != GIF_OK || !put_loop(gif))
    return false;
  const std::vector<unsigned char>* before = nullptr;
  for (const auto& frame : movie.frames) {
    const bool last = &frame == &movie.frames.back();
    if (!put_frame(gif, movie, changed_box(movie, before, frame), frame,
                   last ? movie.last_frame_centiseconds : movie.frame_centiseconds))
      return false;
    before = &frame;
  }
  return true;
}

}  // namespace

Result<std::vector<unsigned char>, std::string> encode_gif(const GifMovie& movie) {
  if (movie.width < 1 || movie.height < 1 || movie.width > kMaxSide || movie.height > kMaxSide ||
      movie.frames.empty() || movie.palette.empty() || movie.palette.size() > 256)
    return Failure{std::string(
        "a GIF needs 1 to 4096 pixels a side, 1 to 256 colours and at least one frame")};
  for (const auto& frame : movie.frames) {
    if (frame.size() !=
            static_cast<std::size_t>(movie.width) * static_cast<std::size_t>(movie.height) ||
        *std::max_element(frame.begin(), frame.end()) >= movie.palette.size())
      return Failure{std::string(
          "a frame of the GIF has another size than the picture or colours outside the palette")};
  }
  std::array<GifColorType, 256> colors{};
  for (std::size_t i = 0; i < movie.palette.size(); ++i)
    colors[i] = {movie.palette[i][0], movie.palette[i][1], movie.palette[i][2]};
  ColorMapObject* map = GifMakeMapObject(256, colors.data());
  std::vector<unsigned char> out;
  int error = 0;
  GifFileType* gif = EGifOpen(&out, append, &error);
  bool written = map != nullptr && gif != nullptr && put_all(gif, movie, map);
  if (gif != nullptr) written = EGifCloseFile(gif, &error) == GIF_OK && written;
  GifFreeMapObject(map);
  if (!written) return Failure{std::string("giflib could not encode the picture")};
  return out;
}

}  // namespace second_opinion
