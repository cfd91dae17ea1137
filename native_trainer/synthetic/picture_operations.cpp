// Plain loops over all pixels: studies need few pictures, so speed matters little here.
#include "native_trainer/synthetic/picture_operations.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace second_opinion {
namespace {

constexpr int kSide = kImageSide;
constexpr float kCentre = (kSide - 1) / 2.0f;
constexpr float kRadians = std::numbers::pi_v<float> / 180;

float pixel_or_paper(const Picture& picture, int x, int y) {
  return x < 0 || y < 0 || x >= kSide || y >= kSide
             ? 0.0f
             : picture[static_cast<std::size_t>(y * kSide + x)];
}

float reading(const Picture& picture, float x, float y) {
  if (!(x > -2 && y > -2 && x < kSide + 1 && y < kSide + 1)) return 0;
  const float left = std::floor(x), top = std::floor(y);
  const int ix = static_cast<int>(left), iy = static_cast<int>(top);
  const float fx = x - left, fy = y - top;
  const float above =
      (1 - fx) * pixel_or_paper(picture, ix, iy) + fx * pixel_or_paper(picture, ix + 1, iy);
  const float below =
      (1 - fx) * pixel_or_paper(picture, ix, iy + 1) + fx * pixel_or_paper(picture, ix + 1, iy + 1);
  return (1 - fy) * above + fy * below;
}

// One pixel more or less on each side, blended in by `share`.
Picture grown(const Picture& picture, bool thicker, float share) {
  Picture out{};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const float here = pixel_or_paper(picture, x, y);
      const auto around = {here, pixel_or_paper(picture, x - 1, y),
                           pixel_or_paper(picture, x + 1, y), pixel_or_paper(picture, x, y - 1),
                           pixel_or_paper(picture, x, y + 1)};
      out[static_cast<std::size_t>(y * kSide + x)] =
          here + share * ((thicker ? std::max(around) : std::min(around)) - here);
    }
  }
  return out;
}

}  // namespace

Picture to_picture(std::span<const unsigned char, kImagePixels> bytes) {
  Picture picture{};
  std::copy(bytes.begin(), bytes.end(), picture.begin());
  return picture;
}

PictureBytes to_bytes(const Picture& picture) {
  PictureBytes bytes{};
  for (std::size_t i = 0; i < picture.size(); ++i)
    bytes[i] = static_cast<unsigned char>(std::lround(std::clamp(picture[i], 0.0f, 255.0f)));
  return bytes;
}

PlaneMap scaling(float factor_x, float factor_y) {
  return {.xx = 1 / factor_x, .yy = 1 / factor_y};
}

PlaneMap rotation(float degrees) {
  const float cosine = std::cos(degrees * kRadians), sine = std::sin(degrees * kRadians);
  return {.xx = cosine, .xy = sine, .yx = -sine, .yy = cosine};
}

PlaneMap slant(float degrees) {
  return {.xy = std::tan(degrees * kRadians)};
}

Picture mapped(const Picture& picture, const PlaneMap& map) {
  Picture out{};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const float ox = static_cast<float>(x) - kCentre - map.shift_x,
                  oy = static_cast<float>(y) - kCentre - map.shift_y;
      out[static_cast<std::size_t>(y * kSide + x)] = reading(
          picture, map.xx * ox + map.xy * oy + kCentre, map.yx * ox + map.yy * oy + kCentre);
    }
  }
  return out;
}

Picture thickened(const Picture& picture, float pixels) {
  Picture out = picture;
  for (float left = std::abs(pixels); left > 0; left -= 1)
    out = grown(out, pixels > 0, std::min(1.0f, left));
  return out;
}

Picture blurred(const Picture& picture, float sigma) {
  constexpr int kReach = 8;
  std::array<float, 2 * kReach + 1> weights{};
  float sum = 0;
  for (int i = -kReach; i <= kReach; ++i) {
    const float t = static_cast<float>(i) / sigma;
    sum += weights[static_cast<std::size_t>(i + kReach)] = std::exp(-t * t / 2);
  }
  Picture rows{}, out{};
  for (const bool along_x : {true, false}) {
    const Picture& from = along_x ? picture : rows;
    Picture& to = along_x ? rows : out;
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        float value = 0;
        for (int i = -kReach; i <= kReach; ++i)
          value += weights[static_cast<std::size_t>(i + kReach)] *
                   pixel_or_paper(from, along_x ? x + i : x, along_x ? y : y + i);
        to[static_cast<std::size_t>(y * kSide + x)] = value / sum;
      }
    }
  }
  return out;
}

Picture smooth_noise(float spacing, Random& random) {
  const int nodes = static_cast<int>(kSide / spacing) + 3;
  std::vector<float> grid(static_cast<std::size_t>(nodes * nodes));
  for (float& value : grid) value = random.between(0, 1);
  const auto ease = [](float t) { return t * t * (3 - 2 * t); };
  Picture out{};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const float gx = static_cast<float>(x) / spacing, gy = static_cast<float>(y) / spacing;
      const int ix = static_cast<int>(gx), iy = static_cast<int>(gy);
      const float fx = ease(gx - static_cast<float>(ix)), fy = ease(gy - static_cast<float>(iy));
      const float* g = &grid[static_cast<std::size_t>(iy * nodes + ix)];
      const float above = g[0] + fx * (g[1] - g[0]),
                  below = g[nodes] + fx * (g[nodes + 1] - g[nodes]);
      out[static_cast<std::size_t>(y * kSide + x)] = above + fy * (below - above);
    }
  }
  return out;
}

Picture bent(const Picture& picture, float peak, Random& random) {
  constexpr float kSpacing = 7;
  Picture dx = smooth_noise(kSpacing, random), dy = smooth_noise(kSpacing, random);
  float largest = 1e-6f;
  for (std::size_t i = 0; i < dx.size(); ++i) {
    dx[i] -= 0.5f;
    dy[i] -= 0.5f;
    largest = std::max(largest, std::hypot(dx[i], dy[i]));
  }
  Picture out{};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const auto i = static_cast<std::size_t>(y * kSide + x);
      out[i] = reading(picture, static_cast<float>(x) + dx[i] * peak / largest,
                       static_cast<float>(y) + dy[i] * peak / largest);
    }
  }
  return out;
}

}  // namespace second_opinion
