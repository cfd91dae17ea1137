// libpng's simplified interface is enough here: these pictures are few, so a few bytes more do not
// matter.
#include "native_trainer/io/color_picture.hpp"

#include <png.h>

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

// Negative to positive; readable with any colour vision.
constexpr std::array<std::array<double, 3>, 7> kDiverging{{{33, 102, 172},
                                                           {103, 169, 207},
                                                           {209, 229, 240},
                                                           {247, 247, 247},
                                                           {253, 219, 199},
                                                           {239, 138, 98},
                                                           {178, 24, 43}}};

// Rows of five dots, the highest bit left.
constexpr std::array<std::array<unsigned char, 7>, 10> kNumerals{{{14, 17, 17, 17, 17, 17, 14},
                                                                  {4, 12, 4, 4, 4, 4, 14},
                                                                  {14, 17, 1, 2, 4, 8, 31},
                                                                  {30, 1, 1, 14, 1, 1, 30},
                                                                  {2, 6, 10, 18, 31, 2, 2},
                                                                  {31, 16, 30, 1, 1, 17, 14},
                                                                  {6, 8, 16, 30, 17, 17, 14},
                                                                  {31, 1, 2, 4, 8, 8, 8},
                                                                  {14, 17, 17, 14, 17, 17, 14},
                                                                  {14, 17, 17, 15, 1, 2, 12}}};

}  // namespace

Rgb diverging_color(double unit) {
  const double place = (std::clamp(unit, -1.0, 1.0) + 1) / 2 * (kDiverging.size() - 1);
  const auto low = std::min(static_cast<std::size_t>(place), kDiverging.size() - 2);
  Rgb color{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double mixed = kDiverging[low][i] + (kDiverging[low + 1][i] - kDiverging[low][i]) *
                                                  (place - static_cast<double>(low));
    color[i] = static_cast<unsigned char>(std::lround(mixed));
  }
  return color;
}

std::vector<Rgb> diverging_palette() {
  std::vector<Rgb> palette;
  for (int i = 0; i < kDivergingColors; ++i)
    palette.push_back(diverging_color(2.0 * i / (kDivergingColors - 1) - 1));
  return palette;
}

unsigned char diverging_index(double unit) {
  return static_cast<unsigned char>(
      std::lround((std::clamp(unit, -1.0, 1.0) + 1) / 2 * (kDivergingColors - 1)));
}

float scale_of(std::span<const float> values, double share) {
  std::vector<float> sizes(values.size());
  std::transform(values.begin(), values.end(), sizes.begin(),
                 [](float value) { return std::abs(value); });
  const auto place =
      sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size() - 1) * share);
  std::nth_element(sizes.begin(), place, sizes.end());
  return *place > 0 ? *place : 1;
}

ColorPicture::ColorPicture(int width, int height, Rgb background)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3) {
  fill(0, 0, width, height, background);
}

void ColorPicture::fill(int left, int top, int width, int height, Rgb color) {
  for (int y = std::max(0, top); y < std::min(height_, top + height); ++y)
    for (int x = std::max(0, left); x < std::min(width_, left + width); ++x)
      std::copy(color.begin(), color.end(),
                pixels_.begin() + (static_cast<std::ptrdiff_t>(y) * width_ + x) * 3);
}

void ColorPicture::digit(int left, int top, int zoom,
                         std::span<const unsigned char, kImagePixels> image) {
  for (int pixel = 0; pixel < kImagePixels; ++pixel) {
    const unsigned char grey = image[static_cast<std::size_t>(pixel)];
    fill(left + pixel % kImageSide * zoom, top + pixel / kImageSide * zoom, zoom, zoom,
         {grey, grey, grey});
  }
}

void ColorPicture::weights(int left, int top, int zoom, std::span<const float> weights,
                           float scale) {
  for (int pixel = 0; pixel < kImagePixels; ++pixel) {
    const double unit =
        static_cast<double>(weights[static_cast<std::size_t>(pixel)]) / static_cast<double>(scale);
    fill(left + pixel % kImageSide * zoom, top + pixel / kImageSide * zoom, zoom, zoom,
         diverging_color(unit));
  }
}

void ColorPicture::numeral(int left, int top, int zoom, int value, Rgb color) {
  const auto& rows = kNumerals[static_cast<std::size_t>(std::clamp(value, 0, 9))];
  for (int y = 0; y < 7; ++y)
    for (int x = 0; x < 5; ++x)
      if ((rows[static_cast<std::size_t>(y)] >> (4 - x) & 1) != 0)
        fill(left + x * zoom, top + y * zoom, zoom, zoom, color);
}

Result<std::vector<unsigned char>, std::string> encode_png(const ColorPicture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width());
  image.height = static_cast<png_uint_32>(picture.height());
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::vector<unsigned char> out(size);
  if (png_image_write_to_memory(&image, out.data(), &size, 0, picture.pixels().data(), 0,
                                nullptr) == 0)
    return Failure{std::string("libpng could not encode the picture: ") + image.message};
  out.resize(size);
  return out;
}

}  // namespace second_opinion
