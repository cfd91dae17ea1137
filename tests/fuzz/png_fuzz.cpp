// Pictures: any bytes are refused in words or give as many pixels as they say.
#include "core/image/picture.hpp"
#include "tests/fuzz/fuzz_target.hpp"

using namespace second_opinion;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = decode_picture({data, size});
  if (!read.ok()) {
    fuzz::require(!read.error().empty());
    return 0;
  }
  const GreyPicture& picture = read.value();
  fuzz::require(picture.width > 0 && picture.width <= kMaxPictureSide && picture.height > 0 &&
                picture.height <= kMaxPictureSide);
  fuzz::require(picture.pixels.size() ==
                static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  return 0;
}
