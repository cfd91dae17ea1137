// An animated GIF read by giflib, each frame as a viewer would show it.
#pragma once

#include <gif_lib.h>
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <vector>

namespace second_opinion::testing {

struct ReadGif {
  int width = 0, height = 0;
  bool repeats = false;
  std::array<int, 3> first_color{};
  std::vector<int> delays;  // hundredths of a second
  std::vector<std::vector<unsigned char>> frames;
};

struct GifSource {
  const std::vector<unsigned char>* bytes;
  std::size_t at = 0;
};

inline int give_bytes(GifFileType* gif, GifByteType* into, int count) {
  auto& source = *static_cast<GifSource*>(gif->UserData);
  const std::size_t given =
      std::min(static_cast<std::size_t>(count), source.bytes->size() - source.at);
  std::memcpy(into, source.bytes->data() + source.at, given);
  source.at += given;
  return static_cast<int>(given);
}

inline void show(const SavedImage& image, int width, std::vector<unsigned char>& canvas) {
  const GifImageDesc& box = image.ImageDesc;
  for (int y = 0; y < box.Height; ++y)
    for (int x = 0; x < box.Width; ++x)
      canvas.at(static_cast<std::size_t>((box.Top + y) * width + box.Left + x)) =
          image.RasterBits[y * box.Width + x];
}

inline ReadGif read_gif(const std::vector<unsigned char>& bytes) {
  ReadGif read;
  GifSource source{&bytes};
  int error = 0;
  GifFileType* gif = DGifOpen(&source, give_bytes, &error);
  EXPECT_NE(gif, nullptr);
  if (gif == nullptr) return read;
  EXPECT_EQ(DGifSlurp(gif), GIF_OK);
  read.width = gif->SWidth;
  read.height = gif->SHeight;
  const GifColorType& color = gif->SColorMap->Colors[0];
  read.first_color = {color.Red, color.Green, color.Blue};
  std::vector<unsigned char> canvas(static_cast<std::size_t>(read.width * read.height));
  for (int i = 0; i < gif->ImageCount; ++i) {
    const SavedImage& image = gif->SavedImages[i];
    for (int e = 0; e < image.ExtensionBlockCount; ++e)
      if (image.ExtensionBlocks[e].Function == APPLICATION_EXT_FUNC_CODE &&
          std::memcmp(image.ExtensionBlocks[e].Bytes, "NETSCAPE2.0", 11) == 0)
        read.repeats = true;
    GraphicsControlBlock control{};
    DGifSavedExtensionToGCB(gif, i, &control);
    read.delays.push_back(control.DelayTime);
    show(image, read.width, canvas);
    read.frames.push_back(canvas);
  }
  DGifCloseFile(gif, &error);
  return read;
}

}  // namespace second_opinion::testing
