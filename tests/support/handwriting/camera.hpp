// What light and a phone's camera make of a page: uneven light, a shadow, a slight turn and
// perspective, blur, noise, and the blocks of JPEG. Keeps the page's answers in place.
#pragma once

#include <cstdint>

#include "core/image/picture.hpp"
#include "tests/support/handwriting/page.hpp"

namespace second_opinion::testing {

struct Camera {
  float light = 1;      // at the brightest corner
  float falloff = 0;    // how much less at the opposite one
  float direction = 0;  // radians
  float shadow = 0;     // how much light the shadow takes away, 0..1
  float shadow_place = 0.5f, shadow_turn = 0, shadow_edge = 20;  // share, radians, pixels
  float turn = 0;                                                // radians
  float perspective = 0;  // how much narrower the far side is, as a share
  float blur = 0;         // standard deviation in pixels
  float noise = 0;        // standard deviation of 255
  float jpeg = 0;         // quantisation step of 255; 0 for none
};

inline Camera random_camera(Random& random) {
  Camera camera;
  camera.light = random.between(0.65f, 1);
  camera.falloff = random.between(0, 0.35f);
  camera.direction = random.between(0, 6.28f);
  camera.shadow = random.unit() < 0.5 ? random.between(0.15f, 0.45f) : 0;
  camera.shadow_place = random.between(0.2f, 0.8f);
  camera.shadow_turn = random.between(0, 6.28f);
  camera.shadow_edge = random.between(3, 60);
  camera.turn = random.between(-0.06f, 0.06f);
  camera.perspective = random.between(-0.08f, 0.08f);
  camera.blur = random.between(0.4f, 1.4f);
  camera.noise = random.between(1, 6);
  camera.jpeg = random.between(4, 20);
  return camera;
}

inline void light_up(Page& page, const Camera& camera) {
  const float half_x = static_cast<float>(page.width) / 2;
  const float half_y = static_cast<float>(page.height) / 2, half = std::hypot(half_x, half_y);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const float dx = static_cast<float>(x) - half_x, dy = static_cast<float>(y) - half_y;
      const float along = dx * std::cos(camera.direction) + dy * std::sin(camera.direction);
      float light = camera.light - camera.falloff * (0.5f + 0.5f * along / half);
      const float across = dx * std::cos(camera.shadow_turn) + dy * std::sin(camera.shadow_turn);
      const float depth = (across - (camera.shadow_place - 0.5f) * 2 * half_y) / camera.shadow_edge;
      light *= 1 - camera.shadow * std::clamp(depth + 0.5f, 0.0f, 1.0f);
      for (float& channel : page.at(x, y)) channel *= light;
    }
  }
}

// Turned about the middle, the upper side farther away than the lower one.
inline Page taken(Page& page, const Camera& camera) {
  const float cosine = std::cos(camera.turn), sine = std::sin(camera.turn);
  const float half_x = static_cast<float>(page.width) / 2;
  const float half_y = static_cast<float>(page.height) / 2;
  Page picture(page.width, page.height, {});
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const float dx = static_cast<float>(x) - half_x, dy = static_cast<float>(y) - half_y;
      const float depth = 1 + camera.perspective * dy / half_y;
      const float u =
          std::clamp(half_x + (dx * cosine - dy * sine) / depth, 0.0f, 2 * half_x - 1.01f);
      const float v =
          std::clamp(half_y + (dx * sine + dy * cosine) / depth, 0.0f, 2 * half_y - 1.01f);
      const int column = static_cast<int>(u), row = static_cast<int>(v);
      const float fx = u - static_cast<float>(column), fy = v - static_cast<float>(row);
      for (std::size_t c = 0; c < 3; ++c)
        picture.at(x, y)[c] =
            (page.at(column, row)[c] * (1 - fx) + page.at(column + 1, row)[c] * fx) * (1 - fy) +
            (page.at(column, row + 1)[c] * (1 - fx) + page.at(column + 1, row + 1)[c] * fx) * fy;
    }
  }
  // The way back, by which the answers move: its middle point found by stepping.
  for (const TrueDigit& each : page.digits) {
    const float u =
        static_cast<float>(each.box.x) + static_cast<float>(each.box.width) / 2 - half_x;
    const float v =
        static_cast<float>(each.box.y) + static_cast<float>(each.box.height) / 2 - half_y;
    float dx = u, dy = v;
    for (int step = 0; step < 20; ++step) {
      const float depth = 1 + camera.perspective * dy / half_y;
      dx = (u * cosine + v * sine) * depth;
      dy = (v * cosine - u * sine) * depth;
    }
    picture.digits.push_back(
        {each.digit,
         {static_cast<int>(dx + half_x) - each.box.width / 2,
          static_cast<int>(dy + half_y) - each.box.height / 2, each.box.width, each.box.height}});
  }
  return picture;
}

inline void blur(Page& page, float deviation) {
  const int reach = static_cast<int>(3 * deviation) + 1;
  std::vector<float> weights;
  for (int i = -reach; i <= reach; ++i)
    weights.push_back(std::exp(-static_cast<float>(i * i) / (2 * deviation * deviation)));
  for (const bool across : {true, false}) {
    const Page before = page;
    for (int y = 0; y < page.height; ++y) {
      for (int x = 0; x < page.width; ++x) {
        Color sum{};
        float total = 0;
        for (int i = -reach; i <= reach; ++i) {
          const int sx = std::clamp(across ? x + i : x, 0, page.width - 1);
          const int sy = std::clamp(across ? y : y + i, 0, page.height - 1);
          const float weight = weights[static_cast<std::size_t>(i + reach)];
          const Color& from = before.pixels[static_cast<std::size_t>(sy * page.width + sx)];
          for (std::size_t c = 0; c < 3; ++c) sum[c] += weight * from[c];
          total += weight;
        }
        for (std::size_t c = 0; c < 3; ++c) page.at(x, y)[c] = sum[c] / total;
      }
    }
  }
}

// 8 × 8 blocks of each colour through the cosine transform, rounded to steps that grow with the
// frequency, and back.
inline void quantize_blocks(Page& page, float step) {
  std::array<std::array<float, 8>, 8> cosine{};
  for (std::size_t k = 0; k < 8; ++k)
    for (std::size_t i = 0; i < 8; ++i)
      cosine[k][i] =
          std::cos(3.14159265f / 8 * (static_cast<float>(i) + 0.5f) * static_cast<float>(k)) *
          (k == 0 ? std::sqrt(0.125f) : 0.5f);
  using Block = std::array<std::array<float, 8>, 8>;
  const auto transformed = [&](const Block& in, bool forth) {
    Block half{}, out{};
    for (std::size_t k = 0; k < 8; ++k)
      for (std::size_t j = 0; j < 8; ++j)
        for (std::size_t i = 0; i < 8; ++i)
          half[k][j] += in[i][j] * (forth ? cosine[k][i] : cosine[i][k]);
    for (std::size_t k = 0; k < 8; ++k)
      for (std::size_t j = 0; j < 8; ++j)
        for (std::size_t i = 0; i < 8; ++i)
          out[k][j] += half[k][i] * (forth ? cosine[j][i] : cosine[i][j]);
    return out;
  };
  for (int top = 0; top + 8 <= page.height; top += 8) {
    for (int left = 0; left + 8 <= page.width; left += 8) {
      for (std::size_t c = 0; c < 3; ++c) {
        Block block{};
        for (int y = 0; y < 8; ++y)
          for (int x = 0; x < 8; ++x)
            block[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
                page.at(left + x, top + y)[c];
        block = transformed(block, true);
        for (std::size_t k = 0; k < 8; ++k)
          for (std::size_t j = 0; j < 8; ++j) {
            const float quantum = step * (1 + 0.5f * static_cast<float>(k + j));
            block[k][j] = std::round(block[k][j] / quantum) * quantum;
          }
        block = transformed(block, false);
        for (int y = 0; y < 8; ++y)
          for (int x = 0; x < 8; ++x)
            page.at(left + x, top + y)[c] =
                block[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
      }
    }
  }
}

inline Page photographed(Page page, const Camera& camera, Random& random) {
  light_up(page, camera);
  Page picture = taken(page, camera);
  if (camera.blur > 0) blur(picture, camera.blur);
  for (Color& pixel : picture.pixels) {
    const float grain = camera.noise * random.normal();
    for (float& channel : pixel) channel += grain + 0.5f * camera.noise * random.normal();
  }
  if (camera.jpeg > 0) quantize_blocks(picture, camera.jpeg);
  return picture;
}

// As a browser's canvas would hand it over.
inline std::vector<unsigned char> to_rgba(const Page& page) {
  std::vector<unsigned char> rgba;
  rgba.reserve(4 * page.pixels.size());
  for (const Color& pixel : page.pixels) {
    for (const float channel : pixel)
      rgba.push_back(static_cast<unsigned char>(std::clamp(channel, 0.0f, 255.0f) + 0.5f));
    rgba.push_back(255);
  }
  return rgba;
}

}  // namespace second_opinion::testing
