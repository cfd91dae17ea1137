// Moving pictures as animated GIF, encoded by giflib in memory. No file is written here.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace second_opinion {

using Rgb = std::array<unsigned char, 3>;

struct GifMovie {
  int width = 0, height = 0;
  std::vector<Rgb> palette;  // at most 256
  std::vector<std::vector<unsigned char>>
      frames;  // width·height indices into the palette, row by row
  int frame_centiseconds = 8;
  int last_frame_centiseconds = 200;  // rests before it begins anew, for ever
};

// The error says what does not fit.
Result<std::vector<unsigned char>, std::string> encode_gif(const GifMovie& movie);

}  // namespace second_opinion
