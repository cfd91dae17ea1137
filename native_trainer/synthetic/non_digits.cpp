// One function per family and one table of them, together in one file, long as it is.
#include "native_trainer/synthetic/non_digits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "native_trainer/synthetic/printed_glyphs.hpp"
#include "native_trainer/synthetic/sketches.hpp"
#include "native_trainer/synthetic/stroke_drawing.hpp"
#include "native_trainer/synthetic/unusual_pens.hpp"

namespace second_opinion {
namespace {

constexpr std::uint64_t kNonDigitStream = 2;  // apart from other users of Purpose::kNoise

float pen(Random& random) {
  return random.between(0.7f, 2.1f);
}

// Slanted, narrowed or widened, and turned a little, about the origin.
void lean(std::vector<Stroke>& strokes, float most_degrees, Random& random) {
  const float slanted = random.between(-.3f, .3f), width = random.between(.7f, 1.2f),
              turn = random.between(-most_degrees, most_degrees) * 0.01745f;
  for (Stroke& stroke : strokes) {
    for (Point& p : stroke) {
      const float x = width * p.x - slanted * p.y;
      p = {x * std::cos(turn) - p.y * std::sin(turn), x * std::sin(turn) + p.y * std::cos(turn)};
    }
  }
}

std::uint32_t any_of(std::size_t count, Random& random) {
  return random.below(static_cast<std::uint32_t>(count));
}

// Moved off the centre and smaller than a digit's frame, as far as visitors write so.
Picture loosely_placed(const Picture& picture, Random& random) {
  return mapped(picture,
                {.shift_x = random.between(-1.5f, 1.5f), .shift_y = random.between(-1.5f, 1.5f)});
}

Picture sketched(std::span<const Sketch> sketches, Random& random) {
  constexpr float kWrongPoints = .025f, kWrongLines = 1.5f;  // of the frame; pixels
  Sketch strokes = sketches[any_of(sketches.size(), random)];
  for (Stroke& stroke : strokes)
    for (Point& p : stroke)
      p = {p.x + kWrongPoints * random.normal(), p.y + kWrongPoints * random.normal()};
  lean(strokes, 12, random);
  const Picture drawn = draw_framed(std::move(strokes), pen(random));
  return loosely_placed(bent(drawn, random.between(.2f, kWrongLines), random), random);
}

Picture printed(GlyphKind kind, Random& random) {
  const std::uint32_t face = any_of(printed_faces(), random),
                      glyph = any_of(printed_glyphs(kind), random);
  std::vector<Stroke> outline = printed_glyph(kind, face, glyph);
  if (random.unit() < 0.5) lean(outline, 10, random);
  frame(outline, random.between(14, 20));
  Picture picture{};
  fill_outline(outline, picture);
  if (random.unit() < 0.5) picture = thickened(picture, random.between(-.4f, .9f));
  return loosely_placed(picture, random);
}

Picture symbol(Random& random) {
  return random.unit() < 0.5 ? printed(GlyphKind::kSymbol, random)
                             : sketched(symbol_sketches(), random);
}

// A line drawing, or its outlines filled.
Picture thing(Random& random) {
  if (random.unit() < 0.7) return sketched(thing_sketches(), random);
  const auto things = thing_sketches();
  Sketch outline = things[any_of(things.size(), random)];
  lean(outline, 12, random);
  frame(outline, random.between(14, 20));
  Picture picture{};
  fill_outline(outline, picture);
  return loosely_placed(picture, random);
}

Picture scribble(Random& random) {
  std::vector<Stroke> strokes(1 + random.below(3));
  for (Stroke& stroke : strokes) {
    Stroke through(6 + random.below(6));
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

// One of these digits; any digit where the data has none of them.
Picture any_of_labels(std::initializer_list<int> labels, const Dataset& digits, Random& random) {
  constexpr int kTries = 200;
  int index = any_digit(digits, random);
  const auto fits = [&](int i) {
    return std::find(labels.begin(), labels.end(), digits.labels[static_cast<std::size_t>(i)]) !=
           labels.end();
  };
  for (int tries = 0; tries < kTries && !fits(index); ++tries) index = any_digit(digits, random);
  return to_picture(digits.image(index));
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

// A piece, magnified so that it fills the picture.
Picture part_of_digit(const Dataset& digits, Random& random) {
  const float zoom = random.between(2, 3.2f);
  PlaneMap map = scaling(zoom, zoom);
  map.shift_x = zoom * random.between(-6, 6);
  map.shift_y = zoom * random.between(-6, 6);
  return mapped(to_picture(digits.image(any_digit(digits, random))), map);
}

// Upside down, 0, 1, 2, 5 and 8 stay what they are, 6 and 9 change places.
Picture upside_down(const Dataset& digits, Random& random) {
  return mapped(any_of_labels({3, 4, 7}, digits, random), rotation(180));
}

// In a mirror, 0, 1 and 8 stay what they are, 2 and 5 resemble each other, and a 6 with a large
// loop resembles a 0.
Picture mirrored(const Dataset& digits, Random& random) {
  return mapped(any_of_labels({3, 4, 7, 9}, digits, random), scaling(-1, 1));
}

struct FamilyRow {
  std::string_view name;
  bool written;  // as digits are, so that unusual pens may write it as well
  Picture (*make)(const Dataset& digits, Random& random);
};

// In the order of NonDigit.
constexpr std::array<FamilyRow, kNonDigitFamilies> kFamilies{{
    {"noise", false, [](const Dataset&, Random& random) { return noise(random); }},
    {"blank", false, [](const Dataset&, Random& random) { return blank(random); }},
    {"letters in print", true,
     [](const Dataset&, Random& random) { return printed(GlyphKind::kLetter, random); }},
    {"letters in handwriting", true,
     [](const Dataset&, Random& random) { return sketched(letter_sketches(), random); }},
    {"symbols", true, [](const Dataset&, Random& random) { return symbol(random); }},
    {"two digits", true, two_digits},
    {"scribbles", true, [](const Dataset&, Random& random) { return scribble(random); }},
    {"parts of digits", false, part_of_digit},
    {"upside-down digits", true, upside_down},
    {"mirrored digits", true, mirrored},
    {"things", true, [](const Dataset&, Random& random) { return thing(random); }},
    {"textures", false, [](const Dataset&, Random& random) { return texture(random); }},
}};

const FamilyRow& row_of(NonDigit family) {
  return kFamilies[static_cast<std::size_t>(family)];
}

}  // namespace

std::string_view non_digit_name(NonDigit family) {
  return row_of(family).name;
}

PictureBytes make_non_digit(NonDigit family, const Dataset& digits, std::uint64_t key) {
  // Else an unusual pen would be a sign of an honest digit.
  constexpr double kUnusualPens = 0.2;
  Random random(key);
  const FamilyRow& row = row_of(family);
  const Picture picture = row.make(digits, random);
  const bool unusual = row.written && random.unit() < kUnusualPens;
  return to_bytes(unusual ? by_unusual_pen(picture, random) : picture);
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
