// stb_image, compiled for the formats that people have and without files; what a file is that it
// does not know; colours to grey; turned upright.
#include "core/image/picture.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/file_sort.hpp"
#include "core/image/decoder_guard.hpp"
#include "core/image/exif.hpp"

#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_ONLY_GIF
#define STBI_ONLY_PNM
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_FAILURE_STRINGS
#define STBI_MAX_DIMENSIONS 16384
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wsign-compare"
#endif
#include <stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace second_opinion {
namespace {

using Bytes = std::span<const unsigned char>;

static_assert(STBI_MAX_DIMENSIONS == kMaxPictureSide);

constexpr std::string_view kDamaged = "This picture is damaged. Save it anew or choose another.";

bool begins(Bytes bytes, std::string_view prefix) {
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())
      .starts_with(prefix);
}

// What a file is that stb_image does not know, and how to come by a picture.
std::string not_read(Bytes bytes) {
  const auto file = recognize_file(bytes);
  if (!file) return "This is no picture. Choose a PNG or a JPEG.";
  for (const std::string_view readable :
       {"a PNG image", "a JPEG image", "a GIF image", "a BMP image", "a PGM image", "a PPM image"})
    if (file->name == readable) return std::string(kDamaged);
  const std::string name = "This is " + std::string(file->name);
  switch (file->sort) {
    case FileSort::kPicture:
    case FileSort::kPictureAsText:
      return name + ", which cannot be read here. Save it as PNG or JPEG and choose that file.";
    case FileSort::kArchive:
      return name + ", not a picture. Unpack it and choose the picture inside.";
    case FileSort::kWorkbook:
    case FileSort::kArray:
    case FileSort::kOther:
      break;
  }
  return name + ", not a picture. Save what it shows as PNG or JPEG and choose that file.";
}

// stb_image's own weights, which sum to 256, so that white is exactly 255.
unsigned luminance(const unsigned char* rgb) {
  return (77u * rgb[0] + 150u * rgb[1] + 29u * rgb[2]) >> 8;
}

// channels: 1 grey, 2 grey and opacity, 3 colours, 4 colours and opacity.
GreyPicture grey_from(int width, int height, int channels, const unsigned char* samples) {
  GreyPicture picture{width, height, {}};
  const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  picture.pixels.resize(count);
  const auto step = static_cast<std::size_t>(channels);
  const auto grey_at = [&](std::size_t i) {
    return channels >= 3 ? luminance(samples + i * step) : samples[i * step];
  };
  // Dark ink was drawn to be seen on a bright page, bright ink on a dark one.
  std::uint64_t light = 0, ink = 0;
  const bool has_opacity = channels % 2 == 0;
  for (std::size_t i = 0; has_opacity && i < count; ++i) {
    const unsigned opacity = samples[i * step + step - 1];
    light += grey_at(i) * opacity;
    ink += 255 * opacity;
  }
  const unsigned behind = 2 * light < ink ? 255 : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned opacity = has_opacity ? samples[i * step + step - 1] : 255;
    picture.pixels[i] =
        static_cast<unsigned char>((grey_at(i) * opacity + behind * (255 - opacity) + 127) / 255);
  }
  return picture;
}

// orientation: EXIF's, 1 to 8. From 5 on rows and columns change places.
GreyPicture upright(GreyPicture picture, int orientation) {
  if (orientation == 1) return picture;
  const int width = picture.width, height = picture.height;
  const bool swaps = orientation >= 5;
  const bool from_right =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool from_bottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  GreyPicture turned{swaps ? height : width, swaps ? width : height, {}};
  turned.pixels.reserve(picture.pixels.size());
  for (int y = 0; y < turned.height; ++y) {
    for (int x = 0; x < turned.width; ++x) {
      const int across = swaps ? y : x, down = swaps ? x : y;
      const int column = from_right ? width - 1 - across : across;
      const int row = from_bottom ? height - 1 - down : down;
      turned.pixels.push_back(
          picture.pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                         static_cast<std::size_t>(column)]);
    }
  }
  return turned;
}

}  // namespace

Result<GreyPicture, std::string> decode_picture(Bytes bytes, std::size_t max_pixels) {
  if (bytes.empty()) return Failure{std::string("This file is empty. Choose another.")};
  if (bytes.size() > kMaxPictureBytes)
    return Failure{std::string("This picture is larger than 64 MB. Make it smaller.")};
  const Failure damaged{std::string(kDamaged)};
  if (!is_safe_to_decode(bytes)) return damaged;
  int width = 0, height = 0, channels = 0;
  const int size = static_cast<int>(bytes.size());
  const bool known = stbi_info_from_memory(bytes.data(), size, &width, &height, &channels) != 0;
  if (!known) return Failure{not_read(bytes)};
  const std::size_t most = begins(bytes, "\xFF\xD8") ? max_pixels : max_pixels / 2;
  if (width < 1 || height < 1 || width > kMaxPictureSide || height > kMaxPictureSide ||
      static_cast<std::size_t>(width) * static_cast<std::size_t>(height) > most) {
    return Failure{"This picture has " + std::to_string(width) + " × " + std::to_string(height) +
                   " pixels, which is more than can be read here. Make it smaller."};
  }
  const std::unique_ptr<unsigned char, decltype(&stbi_image_free)> samples(
      stbi_load_from_memory(bytes.data(), size, &width, &height, &channels, 0), &stbi_image_free);
  if (!samples) return damaged;
  return upright(grey_from(width, height, channels, samples.get()), exif_orientation(bytes));
}

GreyPicture grey_from_canvas(int width, int height, std::span<const unsigned char> rgba) {
  assert(rgba.size() == 4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  return grey_from(width, height, 4, rgba.data());
}

}  // namespace second_opinion
