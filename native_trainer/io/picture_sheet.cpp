// libpng's simplified interface offers no compression level, so the classic one is used. It reports
// errors by longjmp, which is kept inside one function that owns nothing.
#include "native_trainer/io/picture_sheet.hpp"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>

namespace second_opinion {
namespace {

constexpr float kShades = 16;  // on either side of zero; the page draws no more

void append(png_structp png, png_bytep data, std::size_t size) {
  auto& out = *static_cast<std::vector<unsigned char>*>(png_get_io_ptr(png));
  out.insert(out.end(), data, data + size);
}

void no_flush(png_structp) {}

std::vector<unsigned char> sheet_pixels(const GreySheet& sheet) {
  const std::size_t width = static_cast<std::size_t>(sheet.columns) * kImageSide;
  std::vector<unsigned char> pixels(width * static_cast<std::size_t>(sheet.rows()) * kImageSide, 0);
  for (int i = 0; i < sheet.count; ++i) {
    const unsigned char* cell = sheet.cells.data() + static_cast<std::size_t>(i) * kImagePixels;
    const std::size_t left = static_cast<std::size_t>(i % sheet.columns) * kImageSide;
    const std::size_t top = static_cast<std::size_t>(i / sheet.columns) * kImageSide;
    for (std::size_t y = 0; y < kImageSide; ++y) {
      std::copy_n(cell + y * kImageSide, kImageSide, pixels.data() + (top + y) * width + left);
    }
  }
  return pixels;
}

// libpng leaves by longjmp: nothing with a destructor may be created below setjmp.
bool write_png(png_structp png, png_infop info, const std::vector<unsigned char>& pixels,
               png_uint_32 width, png_uint_32 height) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, 9);
  png_set_compression_mem_level(png, 9);
  png_set_filter(png, 0, PNG_FILTER_NONE);  // smallest for sparse digits, measured
  png_write_info(png, info);
  for (png_uint_32 y = 0; y < height; ++y)
    png_write_row(png, pixels.data() + static_cast<std::size_t>(y) * width);
  png_write_end(png, nullptr);
  return true;
}

}  // namespace

void GreySheet::add(std::span<const unsigned char, kImagePixels> picture) {
  cells.insert(cells.end(), picture.begin(), picture.end());
  ++count;
}

Result<std::vector<unsigned char>, std::string> encode_png(const GreySheet& sheet) {
  if (sheet.count == 0)
    return Failure{std::string("a sheet without pictures cannot be written as PNG")};
  const std::vector<unsigned char> pixels = sheet_pixels(sheet);
  std::vector<unsigned char> out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  if (!info) return Failure{std::string("libpng could not start")};
  png_set_write_fn(png, &out, append, no_flush);
  const bool written =
      write_png(png, info, pixels, static_cast<png_uint_32>(sheet.columns * kImageSide),
                static_cast<png_uint_32>(sheet.rows() * kImageSide));
  png_destroy_write_struct(&png, &info);
  if (!written) return Failure{std::string("libpng could not encode the sheet")};
  return out;
}

void add_weight_picture(GreySheet& sheet, std::span<const float> weights, float scale) {
  std::array<unsigned char, kImagePixels> picture{};
  for (std::size_t i = 0; i < kImagePixels; ++i) {
    const float unit = scale > 0 ? std::clamp(weights[i] / scale, -1.0f, 1.0f) : 0.0f;
    picture[i] =
        static_cast<unsigned char>(128 + std::lround(127 * std::round(unit * kShades) / kShades));
  }
  sheet.add(picture);
}

}  // namespace second_opinion
