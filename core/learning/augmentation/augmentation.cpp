// Works in small arrays on the stack and takes microseconds per picture, so that
// a worker can distort its pictures just before it trains on them.
#include "core/learning/augmentation/augmentation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/base/random.hpp"
#include "core/learning/augmentation/smooth_field.hpp"

namespace second_opinion {
namespace {

constexpr int kSide = kImageSide;
constexpr int kPadded = kSide + 2;  // a border of paper, so that every reading is inside
constexpr float kCentre = (kSide - 1) / 2.0f;

struct Affine {
  float xx = 1, xy = 0, yx = 0,
        yy = 1;  // from a place in the result to the place in the source, about the centre
  float shift_x = 0, shift_y = 0;
};

Affine draw_affine(const AugmentationSettings& s, Random& random) {
  const float to_radians = std::numbers::pi_v<float> / 180;
  const auto strength = [&](double largest) {
    return random.between(static_cast<float>(-largest), static_cast<float>(largest));
  };
  const float angle = strength(s.rotation_degrees) * to_radians;
  const float shear = std::tan(strength(s.shear_degrees) * to_radians);
  const float scale_x = 1 / (1 + strength(s.scale)), scale_y = 1 / (1 + strength(s.scale));
  const float cosine = std::cos(angle), sine = std::sin(angle);
  Affine affine;
  affine.xx = scale_x * (cosine + shear * sine);
  affine.xy = scale_x * (-sine + shear * cosine);
  affine.yx = scale_y * sine;
  affine.yy = scale_y * cosine;
  affine.shift_x = strength(s.shift_pixels);
  affine.shift_y = strength(s.shift_pixels);
  return affine;
}

// Both fields scaled so that their largest value is a random share of the peak.
void draw_displacement(const AugmentationSettings& s, Random& random, Field& dx, Field& dy) {
  const float spacing = std::max(1.0f, static_cast<float>(s.elastic_spacing_pixels));
  draw_smooth_field(spacing, random, dx);
  draw_smooth_field(spacing, random, dy);
  float largest = 1e-6f;
  for (int i = 0; i < kImagePixels; ++i)
    largest = std::max({largest, std::abs(dx[i]), std::abs(dy[i])});
  const float factor = random.between(0, static_cast<float>(s.elastic_peak_pixels)) / largest;
  for (int i = 0; i < kImagePixels; ++i) {
    dx[i] *= factor;
    dy[i] *= factor;
  }
}

void resample(std::span<const unsigned char, kImagePixels> image, const Affine& a, const Field* dx,
              const Field* dy, std::span<float, kImagePixels> pixels) {
  std::array<float, kPadded * kPadded> source{};
  for (int y = 0; y < kSide; ++y)
    for (int x = 0; x < kSide; ++x) source[(y + 1) * kPadded + x + 1] = image[y * kSide + x];
  const float last = kPadded - 1.001f;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const int i = y * kSide + x;
      const float ox = static_cast<float>(x) - kCentre - a.shift_x,
                  oy = static_cast<float>(y) - kCentre - a.shift_y;
      float sx = a.xx * ox + a.xy * oy + kCentre + 1, sy = a.yx * ox + a.yy * oy + kCentre + 1;
      if (dx != nullptr) sx += (*dx)[i], sy += (*dy)[i];
      sx = std::clamp(sx, 0.0f, last);
      sy = std::clamp(sy, 0.0f, last);
      const int ix = static_cast<int>(sx), iy = static_cast<int>(sy);
      const float fx = sx - static_cast<float>(ix), fy = sy - static_cast<float>(iy);
      const float* p = &source[iy * kPadded + ix];
      const float top = p[0] + fx * (p[1] - p[0]),
                  bottom = p[kPadded] + fx * (p[kPadded + 1] - p[kPadded]);
      pixels[i] = top + fy * (bottom - top);
    }
  }
}

// Blends in the grey dilation (amount > 0) or erosion (amount < 0) with a plus of five pixels.
void change_thickness(float amount, std::span<float, kImagePixels> pixels) {
  std::array<float, kPadded * kPadded> source{};
  for (int y = 0; y < kSide; ++y)
    std::copy_n(&pixels[y * kSide], kSide, &source[(y + 1) * kPadded + 1]);
  const float share = std::min(1.0f, std::abs(amount));
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const float* p = &source[(y + 1) * kPadded + x + 1];
      const float up = p[-kPadded], left = p[-1], right = p[1], down = p[kPadded];
      const float extreme = amount > 0 ? std::max({*p, up, left, right, down})
                                       : std::min({*p, up, left, right, down});
      pixels[y * kSide + x] = *p + share * (extreme - *p);
    }
  }
}

// Mixes in the binomial blur 1-2-1 by 1-2-1, whose sum is that of the picture.
void blur(float share, std::span<float, kImagePixels> pixels) {
  std::array<float, kPadded * kPadded> source{};
  for (int y = 0; y < kSide; ++y)
    std::copy_n(&pixels[y * kSide], kSide, &source[(y + 1) * kPadded + 1]);
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const float* p = &source[(y + 1) * kPadded + x + 1];
      const auto row = [](const float* q) { return q[-1] + 2 * q[0] + q[1]; };
      const float smooth = (row(p - kPadded) + 2 * row(p) + row(p + kPadded)) / 16;
      pixels[y * kSide + x] = *p + share * (smooth - *p);
    }
  }
}

// Ink to a power: below 1 a fuller pen, above 1 a paler one; black and white stay.
void change_contrast(float power, std::span<float, kImagePixels> pixels) {
  for (float& pixel : pixels) {
    if (pixel > 0) pixel = 255 * std::pow(std::min(pixel / 255, 1.0f), power);
  }
}

void erase_rectangle(int longest, Random& random, std::span<float, kImagePixels> pixels) {
  const std::uint32_t sides = static_cast<std::uint32_t>(std::clamp(longest, 1, kSide));
  const int width = 1 + static_cast<int>(random.below(sides)),
            height = 1 + static_cast<int>(random.below(sides));
  const int left = static_cast<int>(random.below(static_cast<std::uint32_t>(kSide - width + 1)));
  const int top = static_cast<int>(random.below(static_cast<std::uint32_t>(kSide - height + 1)));
  for (int y = top; y < top + height; ++y) std::fill_n(&pixels[y * kSide + left], width, 0.0f);
}

}  // namespace

AugmentationSettings scaled(const AugmentationSettings& settings, double factor) {
  AugmentationSettings light = settings;
  for (double* value :
       {&light.rotation_degrees, &light.scale, &light.shear_degrees, &light.shift_pixels,
        &light.elastic_probability, &light.elastic_peak_pixels, &light.thickness_probability,
        &light.thickness, &light.blur_probability, &light.blur, &light.contrast_probability,
        &light.contrast, &light.erase_probability})
    *value *= factor;
  return light;
}

bool is_identity(const AugmentationSettings& s) {
  return s.rotation_degrees == 0 && s.scale == 0 && s.shear_degrees == 0 && s.shift_pixels == 0 &&
         (s.elastic_probability == 0 || s.elastic_peak_pixels == 0) &&
         (s.thickness_probability == 0 || s.thickness == 0) &&
         (s.blur_probability == 0 || s.blur == 0) &&
         (s.contrast_probability == 0 || s.contrast == 0) && s.erase_probability == 0;
}

void augment(std::span<const unsigned char, kImagePixels> image,
             const AugmentationSettings& settings, std::uint64_t key,
             std::span<float, kImagePixels> pixels) {
  if (is_identity(settings)) {
    std::copy(image.begin(), image.end(), pixels.begin());
    return;
  }
  Random random(key);
  const Affine affine = draw_affine(settings, random);
  Field dx, dy;
  const bool elastic = random.unit() < settings.elastic_probability;
  if (elastic) draw_displacement(settings, random, dx, dy);
  resample(image, affine, elastic ? &dx : nullptr, elastic ? &dy : nullptr, pixels);
  if (random.unit() < settings.thickness_probability)
    change_thickness(random.between(static_cast<float>(-settings.thickness),
                                    static_cast<float>(settings.thickness)),
                     pixels);
  // No draw where the recipe does not ask: recipes older than these two keep their pictures.
  if (settings.blur_probability > 0 && random.unit() < settings.blur_probability)
    blur(std::min(1.0f, random.between(0, static_cast<float>(settings.blur))), pixels);
  if (settings.contrast_probability > 0 && random.unit() < settings.contrast_probability) {
    const float range = std::log1p(static_cast<float>(settings.contrast));
    change_contrast(std::exp(random.between(-range, range)), pixels);
  }
  if (random.unit() < settings.erase_probability)
    erase_rectangle(settings.erase_side_pixels, random, pixels);
}

}  // namespace second_opinion
