// The texture is a grid of cells. Cell 0 is all ink, for grounds; after it stands, for every weight
// picture, what speaks for a digit, and then, for every picture again, what speaks against it.
#include "web/figures/kit/picture_atlas.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

constexpr int kColumns = 32;

}  // namespace

int rounded_weight(unsigned char value) {
  return std::clamp(static_cast<int>(std::lround((value - 128) / 8.0)) * 8 + 128, 0, 255);
}

PictureAtlas::PictureAtlas(const DigitSheet& templates) : templates_(templates) {}

int PictureAtlas::width() const {
  return kColumns * kImageSide;
}

int PictureAtlas::height() const {
  return (cells() + kColumns - 1) / kColumns * kImageSide;
}

std::vector<unsigned char> PictureAtlas::rgba() const {
  std::vector<unsigned char> out(
      static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()) * 4, 255);
  const auto put = [&](int cell, auto ink) {
    for (int i = 0; i < kImagePixels; ++i) {
      const int x = cell % kColumns * kImageSide + i % kImageSide;
      const int y = cell / kColumns * kImageSide + i / kImageSide;
      out[static_cast<std::size_t>(y * width() + x) * 4 + 3] =
          static_cast<unsigned char>(ink(static_cast<std::size_t>(i)));
    }
  };
  const int first = 1;
  for (int i = 0; i < templates_.count(); ++i) {
    const auto weight = [&](std::size_t at) {
      return std::clamp((rounded_weight(templates_.cell(i)[at]) - 128) * 255 / 127, -255, 255);
    };
    put(first + i, [&](std::size_t at) { return std::max(0, weight(at)); });
    put(first + templates_.count() + i, [&](std::size_t at) { return std::max(0, -weight(at)); });
  }
  return out;
}

bool PictureAtlas::draw_signed(const PageCanvas& canvas, DigitPixels pixels, const Rect& place,
                               Color positive, Color negative) const {
  const int index = templates_.index_of(pixels);
  if (texture_ == 0 || index < 0) return false;
  const int first = 1;
  draw(canvas, place,
       {{0, canvas.theme->panel},
        {first + index, positive},
        {first + templates_.count() + index, negative}});
  return true;
}

// All from one texture, so that neighbouring pictures are one draw call.
void PictureAtlas::draw(const PageCanvas& canvas, const Rect& place,
                        std::initializer_list<Layer> layers) const {
  const ImVec2 to{place.x + place.w, place.y + place.h};
  const auto count = static_cast<int>(layers.size());
  canvas.list->PushTexture(ImTextureRef(texture_));
  canvas.list->PrimReserve(6 * count, 4 * count);
  for (const Layer& layer : layers) {
    const auto column = static_cast<float>(layer.cell % kColumns),
               row = static_cast<float>(layer.cell / kColumns);
    const float u = 1.0f / kColumns,
                v = static_cast<float>(kImageSide) / static_cast<float>(height());
    canvas.list->PrimRectUV({place.x, place.y}, to, {column * u, row * v},
                            {(column + 1) * u, (row + 1) * v}, layer.color);
  }
  canvas.list->PopTexture();
}

}  // namespace second_opinion
