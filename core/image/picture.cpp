// stb_image, compiled for PNG alone and without files.
#include "core/image/picture.hpp"

#include <cstring>

#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_FAILURE_STRINGS
#define STBI_MAX_DIMENSIONS 4096
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include <stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace second_opinion {
namespace {

constexpr std::size_t kMaxPngBytes = 16u << 20;

// Whether the first IDAT chunk holds nothing: stb_image would then hand memcpy a null pointer.
bool begins_with_no_data(std::span<const unsigned char> png) {
  constexpr std::size_t kSignature = 8, kHead = 8,
                        kChecksum = 4;  // a chunk's head: its length and name
  for (std::size_t at = kSignature; at + kHead <= png.size();) {
    const std::size_t length = std::size_t{png[at]} << 24 | std::size_t{png[at + 1]} << 16 |
                               std::size_t{png[at + 2]} << 8 | png[at + 3];
    if (std::memcmp(&png[at + 4], "IDAT", 4) == 0) return length == 0;
    if (length > png.size() - at - kHead) return false;
    at += kHead + length + kChecksum;
  }
  return false;
}

}  // namespace

Result<GreyPicture, std::string> decode_grey_png(std::span<const unsigned char> bytes) {
  if (bytes.empty() || bytes.size() > kMaxPngBytes)
    return Failure{std::string("the picture is empty or larger than 16 MB")};
  int width = 0, height = 0, channels = 0;
  const int size = static_cast<int>(bytes.size());
  if (!stbi_info_from_memory(bytes.data(), size, &width, &height, &channels))
    return Failure{std::string("the picture is no PNG")};
  if (width < 1 || height < 1 || width > kMaxPictureSide || height > kMaxPictureSide) {
    return Failure{std::string("the picture is wider or higher than 4096 pixels")};
  }
  if (begins_with_no_data(bytes)) return Failure{std::string("the PNG is damaged")};
  unsigned char* pixels = stbi_load_from_memory(bytes.data(), size, &width, &height, &channels, 1);
  if (!pixels) return Failure{std::string("the PNG is damaged")};
  GreyPicture picture{
      width,
      height,
      {pixels, pixels + static_cast<std::size_t>(width) * static_cast<std::size_t>(height)}};
  stbi_image_free(pixels);
  return picture;
}

}  // namespace second_opinion
