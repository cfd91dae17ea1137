// The bytes of a picture file → grey pixels, upright. The only place that knows stb_image. It finds
// no digits: core/preparation does.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace second_opinion {

struct GreyPicture {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> pixels;  // height × width, row by row
};

inline constexpr std::size_t kMaxPictureBytes = std::size_t{64} << 20;
inline constexpr int kMaxPictureSide = 16384;
// The largest that phones make have 50 million. Other formats than JPEG, which hold more bytes a
// pixel while they are decoded, may have half as many.
inline constexpr std::size_t kMaxPicturePixels = std::size_t{64} << 20;

// PNG, JPEG, BMP, the first frame of a GIF, PGM and PPM; turned upright as the camera noted it
// (EXIF). Colours become grey, and what is transparent gets the shade that the ink stands out from.
// The error says what the file is instead and what to do about it. Sizes are checked before memory
// is taken; callers with little of it may ask for fewer pixels than kMaxPicturePixels.
Result<GreyPicture, std::string> decode_picture(std::span<const unsigned char> bytes,
                                                std::size_t max_pixels = kMaxPicturePixels);

// What a browser has decoded. rgba: height × width × 4 as ImageData has them, red, green, blue and
// opacity, 0..255, not multiplied by the opacity; upright.
GreyPicture grey_from_canvas(int width, int height, std::span<const unsigned char> rgba);

}  // namespace second_opinion
