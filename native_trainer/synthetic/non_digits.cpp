// One function per family and one table of them. Letters are skeletons of our own, jittered,
// slanted and drawn with pens of many widths; none of them is read as a digit.
#include "native_trainer/synthetic/non_digits.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "native_trainer/synthetic/stroke_drawing.hpp"

namespace second_opinion {
namespace {

constexpr std::uint64_t kNonDigitStream = 2;  // apart from other users of Purpose::kNoise

// In a unit square, y downwards.
using Skeleton = std::vector<Stroke>;
const std::vector<Skeleton>& skeletons() {
  static const std::vector<Skeleton> all{
      {{{0, 1}, {.5f, 0}, {1, 1}}, {{.22f, .6f}, {.78f, .6f}}},             // A
      {{{.9f, 0}, {0, 0}, {0, 1}, {.9f, 1}}, {{0, .5f}, {.7f, .5f}}},       // E
      {{{.9f, 0}, {0, 0}, {0, 1}}, {{0, .5f}, {.7f, .5f}}},                 // F
      {{{0, 0}, {0, 1}}, {{.85f, 0}, {.85f, 1}}, {{0, .5f}, {.85f, .5f}}},  // H
      {{{0, 0}, {0, 1}}, {{.85f, 0}, {0, .55f}, {.9f, 1}}},                 // K
      {{{0, 1}, {.05f, 0}, {.5f, .7f}, {.95f, 0}, {1, 1}}},                 // M
      {{{0, 1}, {0, 0}, {.85f, 1}, {.85f, 0}}},                             // N
      {{{0, 1}, {0, 0}, {.6f, .02f}, {.8f, .25f}, {.6f, .5f}, {0, .5f}},
       {{.35f, .5f}, {.85f, 1}}},                                         // R
      {{{0, 0}, {1, 0}}, {{.5f, 0}, {.5f, 1}}},                           // T
      {{{0, 0}, {.25f, 1}, {.5f, .3f}, {.75f, 1}, {1, 0}}},               // W
      {{{0, 0}, {1, 1}}, {{1, 0}, {0, 1}}},                               // X
      {{{0, 0}, {0, 1}}, {{0, .6f}, {.3f, .4f}, {.6f, .55f}, {.6f, 1}}},  // h
      {{{0, 1}, {0, .3f}, {.25f, .2f}, {.45f, .4f}, {.45f, 1}},
       {{.45f, .4f}, {.7f, .2f}, {.9f, .4f}, {.9f, 1}}},  // m
      {{{.5f, 0}, {.5f, 1}},
       {{0, .5f}, {1, .5f}},
       {{.1f, .1f}, {.9f, .9f}},
       {{.9f, .1f}, {.1f, .9f}}}};  // star
  return all;
}

float pen(Random& random) {
  return random.between(0.7f, 2.1f);
}

Picture letter(Random& random) {
  Skeleton strokes = skeletons()[random.below(static_cast<std::uint32_t>(skeletons().size()))];
  const float lean = random.between(-.3f, .3f), width = random.between(.6f, 1.1f);
  const float jitter = random.between(0, .07f);
  for (Stroke& stroke : strokes) {
    for (Point& p : stroke) {
      const float y = p.y + jitter * random.normal();
      p = {width * p.x + lean * (1 - y) + jitter * random.normal(), y};
    }
  }
  return mapped(draw_framed(strokes, pen(random)), rotation(random.between(-12, 12)));
}

Picture scribble(Random& random) {
  std::vector<Stroke> strokes(1 + random.below(3));
  for (Stroke& stroke : strokes) {
    Stroke through(4 + random.below(6));
    for (Point& p : through) p = {random.between(0, 1), random.between(0, 1)};
    stroke = smooth_curve(through);
  }
  return draw_framed(strokes, pen(random));
}

Picture noise(Random& random) {
  Picture p{};
  const float strength = random.between(20, 200), share = random.between(.05f, .6f);
  const std::uint32_t kind = random.below(4);
  if (kind == 3) {
    p = smooth_noise(random.between(1.5f, 9), random);
    for (float& v : p)
      v = 255 * std::clamp(.5f + random.between(1, 1.2f) * 3 * (v - .5f), 0.0f, 1.0f);
    return p;
  }
  for (float& v : p) {
    if (kind == 0) v = random.between(0, 255);
    if (kind == 1) v = strength * std::abs(random.normal());
    if (kind == 2) v = random.unit() < share ? 255.0f : 0.0f;
  }
  return p;
}

Picture blank(Random& random) {
  Picture p{};
  const std::uint32_t kind = random.below(4);
  if (kind == 0) return p;
  if (kind == 1) p.fill(random.between(1, 255));
  if (kind == 2) {
    const float faint = random.between(2, 25);
    for (float& v : p) v = faint * std::abs(random.normal());
  }
  if (kind == 3) {  // a dot or two
    for (std::uint32_t dots = 1 + random.below(2); dots > 0; --dots)
      draw_stroke({{random.between(3, 24), random.between(3, 24)}}, random.between(.3f, 2), p);
  }
  return p;
}

Picture texture(Random& random) {
  Picture p{};
  const float angle = random.between(0, 6.28f), period = random.between(2.5f, 14),
              phase = random.between(0, 6.28f);
  const float centre_x = random.between(0, 27), centre_y = random.between(0, 27),
              hardness = random.between(.6f, 4);
  const std::uint32_t kind = random.below(4);
  for (int i = 0; i < kImagePixels; ++i) {
    const float x = static_cast<float>(i % kImageSide), y = static_cast<float>(i / kImageSide);
    const float along = x * std::cos(angle) + y * std::sin(angle),
                across = y * std::cos(angle) - x * std::sin(angle);
    float wave = std::sin(6.28f * along / period + phase);
    if (kind == 1) wave *= std::sin(6.28f * across / period);
    if (kind == 2) wave = std::sin(6.28f * std::hypot(x - centre_x, y - centre_y) / period + phase);
    if (kind == 3) wave = along / 20 - 0.5f;  // a gradient
    p[static_cast<std::size_t>(i)] = 127.5f + 127.5f * std::clamp(hardness * wave, -1.0f, 1.0f);
  }
  return p;
}

int any_digit(const Dataset& digits, Random& random) {
  return static_cast<int>(random.below(static_cast<std::uint32_t>(digits.size())));
}

Picture inverted(const Dataset& digits, Random& random) {
  Picture p = to_picture(digits.image(any_digit(digits, random)));
  const float paper = random.between(160, 255);
  for (float& v : p) v = paper * (1 - v / 255);
  return p;
}

Picture two_digits(const Dataset& digits, Random& random) {
  Picture out{};
  const float apart = random.between(5, 8), width = random.between(.45f, .75f),
              height = random.between(.6f, 1);
  for (const float side : {-1.0f, 1.0f}) {
    PlaneMap map = scaling(width, height);
    map.shift_x = side * apart;
    map.shift_y = random.between(-2, 2);
    const Picture one = mapped(to_picture(digits.image(any_digit(digits, random))), map);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::max(out[i], one[i]);
  }
  return out;
}

// Mirrored digits whose mirror image is no digit, and magnified pieces.
Picture fragment(const Dataset& digits, Random& random) {
  int index = any_digit(digits, random);
  if (random.unit() < 0.5) {
    const auto readable = [&](int i) {
      const int label = digits.labels[static_cast<std::size_t>(i)];
      return label == 0 || label == 1 || label == 6 || label == 8;
    };
    for (int tries = 0; tries < 50 && readable(index); ++tries) index = any_digit(digits, random);
    return mapped(to_picture(digits.image(index)), scaling(-1, 1));
  }
  const float zoom = random.between(2, 3.2f);
  PlaneMap map = scaling(zoom, zoom);
  map.shift_x = zoom * random.between(-6, 6);
  map.shift_y = zoom * random.between(-6, 6);
  return mapped(to_picture(digits.image(index)), map);
}

struct FamilyRow {
  std::string_view name;
  Picture (*make)(const Dataset& digits, Random& random);
};

// In the order of NonDigit.
constexpr std::array<FamilyRow, kNonDigitFamilies> kFamilies{{
    {"noise", [](const Dataset&, Random& random) { return noise(random); }},
    {"blank", [](const Dataset&, Random& random) { return blank(random); }},
    {"letters", [](const Dataset&, Random& random) { return letter(random); }},
    {"scribbles", [](const Dataset&, Random& random) { return scribble(random); }},
    {"inverted", inverted},
    {"two digits", two_digits},
    {"fragments", fragment},
    {"textures", [](const Dataset&, Random& random) { return texture(random); }},
}};

const FamilyRow& row_of(NonDigit family) {
  return kFamilies[static_cast<std::size_t>(family)];
}

}  // namespace

std::string_view non_digit_name(NonDigit family) {
  return row_of(family).name;
}

PictureBytes make_non_digit(NonDigit family, const Dataset& digits, std::uint64_t key) {
  Random random(key);
  return to_bytes(row_of(family).make(digits, random));
}

Dataset make_non_digits(NonDigit family, const Dataset& digits, std::uint64_t seed, int count) {
  Dataset out;
  for (int i = 0; i < count; ++i) {
    const std::uint64_t key = random_key(
        seed, Purpose::kNoise,
        {kNonDigitStream, static_cast<std::uint64_t>(family), static_cast<std::uint64_t>(i)});
    const PictureBytes picture = make_non_digit(family, digits, key);
    out.pixels.insert(out.pixels.end(), picture.begin(), picture.end());
    out.labels.push_back(0);
  }
  return out;
}

}  // namespace second_opinion
