// Pictures: any bytes are refused in words or give as many pixels as they say, and the digits that
// are found on them lie inside.
#include "core/image/picture.hpp"
#include "core/preparation/preparation.hpp"
#include "tests/fuzz/fuzz_target.hpp"

using namespace second_opinion;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostPixels = 1 << 13;  // larger ones would take most of the time
  const auto read = decode_picture({data, size}, kMostPixels);
  if (!read.ok()) {
    fuzz::require(!read.error().empty());
    return 0;
  }
  const GreyPicture& picture = read.value();
  fuzz::require(picture.width > 0 && picture.height > 0);
  const auto pixels =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  fuzz::require(pixels <= kMostPixels && picture.pixels.size() == pixels);
  for (const PreparedDigit& each : find_digits(picture)) {
    const PixelBox& box = each.box;
    fuzz::require(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 &&
                  box.right() <= picture.width && box.bottom() <= picture.height);
  }
  return 0;
}
