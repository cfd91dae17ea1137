// Digits as people write them: for each several ways of moving the pen, jittered, slanted and
// stretched. Knows the answer of each. No paper and no ink here.
#pragma once

#include <cmath>
#include <vector>

#include "core/base/random.hpp"

namespace second_opinion::testing {

struct PenPoint {
  float x = 0;  // 0 to about 0.7, as a share of the digit's height
  float y = 0;  // 0 at the top, 1 at the foot
};
using PenStroke = std::vector<PenPoint>;
using PenDigit = std::vector<PenStroke>;

// Control points; one that stands twice is a corner.
inline const std::vector<std::vector<PenDigit>>& allographs() {
  static const std::vector<std::vector<PenDigit>> kAllographs{
      {// 0: round; narrow; closed with a little overlap
       {{{.35f, 0},
         {.1f, .14f},
         {0, .5f},
         {.1f, .86f},
         {.35f, 1},
         {.6f, .86f},
         {.7f, .5f},
         {.6f, .14f},
         {.35f, 0}}},
       {{{.25f, 0},
         {.06f, .16f},
         {0, .5f},
         {.07f, .86f},
         {.25f, 1},
         {.45f, .84f},
         {.5f, .5f},
         {.42f, .14f},
         {.25f, 0}}},
       {{{.45f, .06f},
         {.3f, 0},
         {.08f, .16f},
         {0, .55f},
         {.12f, .9f},
         {.36f, 1},
         {.6f, .8f},
         {.66f, .45f},
         {.55f, .12f},
         {.3f, .02f},
         {.22f, .05f}}}},
      {// 1: a line; with a serif; with serif and base
       {{{.1f, 0}, {.1f, 1}}},
       {{{0, .2f}, {.14f, 0}, {.14f, 0}, {.14f, 1}}},
       {{{.14f, .18f}, {.3f, 0}, {.3f, 0}, {.3f, 1}}, {{.06f, 1}, {.54f, 1}}}},
      {// 2: with a corner; with a loop; with a swung foot
       {{{.04f, .2f},
         {.14f, .04f},
         {.32f, 0},
         {.55f, .08f},
         {.6f, .26f},
         {.45f, .56f},
         {0, 1},
         {0, 1},
         {.66f, 1}}},
       {{{.06f, .2f},
         {.16f, .04f},
         {.34f, 0},
         {.56f, .1f},
         {.58f, .3f},
         {.4f, .66f},
         {.16f, .96f},
         {.03f, .96f},
         {.06f, .82f},
         {.2f, .82f},
         {.42f, .95f},
         {.68f, .94f}}},
       {{{.03f, .16f},
         {.22f, 0},
         {.48f, .04f},
         {.56f, .25f},
         {.34f, .62f},
         {.03f, .95f},
         {.03f, .95f},
         {.3f, .9f},
         {.64f, 1}}}},
      {// 3: round; with a flat top
       {{{.04f, .12f},
         {.2f, .01f},
         {.42f, .02f},
         {.54f, .16f},
         {.47f, .36f},
         {.22f, .47f},
         {.22f, .47f},
         {.5f, .55f},
         {.6f, .74f},
         {.46f, .95f},
         {.22f, 1},
         {0, .88f}}},
       {{{.04f, .01f},
         {.58f, .01f},
         {.58f, .01f},
         {.28f, .4f},
         {.28f, .4f},
         {.52f, .48f},
         {.6f, .7f},
         {.46f, .95f},
         {.2f, 1},
         {0, .87f}}}},
      {// 4: open; closed in two strokes; closed in one
       {{{.08f, 0}, {.03f, .3f}, {0, .56f}, {0, .56f}, {.62f, .54f}}, {{.46f, .12f}, {.44f, 1}}},
       {{{.44f, 0}, {.2f, .36f}, {0, .66f}, {0, .66f}, {.66f, .66f}}, {{.45f, .02f}, {.45f, 1}}},
       {{{.46f, 1}, {.48f, 0}, {.48f, 0}, {.22f, .34f}, {0, .64f}, {0, .64f}, {.68f, .62f}}}},
      {// 5: bar drawn after the body; in one stroke; round in one stroke
       {{{.1f, .03f},
         {.07f, .42f},
         {.07f, .42f},
         {.3f, .35f},
         {.54f, .48f},
         {.58f, .72f},
         {.42f, .95f},
         {.18f, 1},
         {0, .9f}},
        {{.1f, .02f}, {.58f, 0}}},
       {{{.58f, 0},
         {.12f, .01f},
         {.12f, .01f},
         {.07f, .43f},
         {.07f, .43f},
         {.32f, .36f},
         {.56f, .5f},
         {.58f, .74f},
         {.42f, .95f},
         {.18f, 1},
         {0, .9f}}},
       {{{.6f, .02f},
         {.3f, 0},
         {.12f, .06f},
         {.07f, .26f},
         {.1f, .42f},
         {.34f, .42f},
         {.56f, .56f},
         {.58f, .78f},
         {.4f, .97f},
         {.16f, 1},
         {0, .9f}}}},
      {// 6: bowed; with a straight stem
       {{{.5f, .02f},
         {.26f, .16f},
         {.08f, .44f},
         {.02f, .74f},
         {.12f, .96f},
         {.34f, 1},
         {.54f, .88f},
         {.56f, .66f},
         {.36f, .55f},
         {.14f, .62f},
         {.04f, .78f}}},
       {{{.36f, 0},
         {.14f, .4f},
         {.03f, .72f},
         {.1f, .95f},
         {.3f, 1},
         {.5f, .88f},
         {.52f, .68f},
         {.34f, .56f},
         {.12f, .66f},
         {.05f, .8f}}}},
      {// 7: plain; crossed; with a serif
       {{{0, .02f}, {.58f, 0}, {.58f, 0}, {.4f, .4f}, {.24f, 1}}},
       {{{0, .02f}, {.6f, 0}, {.6f, 0}, {.4f, .42f}, {.22f, 1}}, {{.14f, .52f}, {.58f, .48f}}},
       {{{.02f, .16f},
         {.03f, .02f},
         {.03f, .02f},
         {.6f, .02f},
         {.6f, .02f},
         {.36f, .46f},
         {.24f, 1}}}},
      {// 8: in one stroke; as two rings
       {{{.48f, .12f},
         {.3f, 0},
         {.1f, .08f},
         {.1f, .26f},
         {.3f, .44f},
         {.54f, .66f},
         {.54f, .88f},
         {.3f, 1},
         {.05f, .88f},
         {.06f, .66f},
         {.3f, .44f},
         {.5f, .26f},
         {.48f, .1f}}},
       {{{.3f, 0}, {.1f, .1f}, {.1f, .34f}, {.3f, .45f}, {.5f, .34f}, {.5f, .1f}, {.3f, 0}},
        {{.3f, .45f},
         {.04f, .6f},
         {.04f, .88f},
         {.3f, 1},
         {.56f, .88f},
         {.56f, .6f},
         {.3f, .45f}}}},
      {// 9: with a straight stem; with a swung tail
       {{{.52f, .14f},
         {.34f, 0},
         {.1f, .08f},
         {.03f, .28f},
         {.16f, .46f},
         {.36f, .42f},
         {.52f, .22f},
         {.54f, .1f},
         {.54f, .1f},
         {.5f, .6f},
         {.46f, 1}}},
       {{{.5f, .12f},
         {.3f, 0},
         {.08f, .1f},
         {.04f, .32f},
         {.2f, .48f},
         {.42f, .38f},
         {.54f, .14f},
         {.56f, .5f},
         {.46f, .84f},
         {.26f, 1},
         {.06f, .94f}}}},
  };
  return kAllographs;
}

// One hand: what all its digits have in common.
struct Hand {
  float slant = 0;          // sideways per height
  float turn = 0;           // radians
  float stretch = 1;        // of the width
  float jitter = 0;         // of each control point, as a share of the height
  std::uint64_t habit = 0;  // which way it writes each digit
};

inline Hand random_hand(Random& random) {
  Hand hand;
  hand.slant = std::clamp(0.12f * random.normal() + 0.06f, -0.2f, 0.38f);
  hand.turn = std::clamp(0.04f * random.normal(), -0.1f, 0.1f);
  hand.stretch = random.between(0.85f, 1.25f);
  hand.jitter = random.between(0.008f, 0.022f);
  hand.habit = random.bits();
  return hand;
}

// A smooth curve through the control points (Catmull and Rom 1974) with a corner where one stands
// twice: points not farther apart than a fiftieth of the height.
inline PenStroke smooth(const PenStroke& control) {
  PenStroke curve;
  const auto at = [&](std::size_t i) { return control[std::min(i, control.size() - 1)]; };
  for (std::size_t i = 0; i + 1 < control.size(); ++i) {
    const PenPoint a = at(i == 0 ? 0 : i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    const float length = std::hypot(c.x - b.x, c.y - b.y);
    const int steps = std::max(1, static_cast<int>(length * 60));
    for (int step = 0; step < steps; ++step) {
      const float t = static_cast<float>(step) / static_cast<float>(steps);
      const auto blend = [&](float p, float q, float r, float s) {
        return 0.5f * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t +
                       (3 * q - p - 3 * r + s) * t * t * t);
      };
      curve.push_back({blend(a.x, b.x, c.x, d.x), blend(a.y, b.y, c.y, d.y)});
    }
  }
  curve.push_back(control.back());
  return curve;
}

inline PenDigit written(int digit, const Hand& hand, Random& random) {
  const auto& ways = allographs()[static_cast<std::size_t>(digit)];
  const std::uint64_t way = mix_bits(hand.habit + static_cast<std::uint64_t>(digit)) % ways.size();
  PenDigit strokes;
  const float stretch = hand.stretch * random.between(0.94f, 1.06f);
  const float cosine = std::cos(hand.turn), sine = std::sin(hand.turn);
  for (PenStroke control : ways[static_cast<std::size_t>(way)]) {
    for (std::size_t i = 0; i < control.size(); ++i) {
      PenPoint& point = control[i];
      if (i > 0 && control[i].x == ways[way][strokes.size()][i - 1].x &&
          control[i].y == ways[way][strokes.size()][i - 1].y) {
        point = control[i - 1];  // a corner stays one
        continue;
      }
      const float x =
          (point.x + hand.jitter * random.normal()) * stretch + hand.slant * (0.5f - point.y);
      const float y = point.y + hand.jitter * random.normal();
      point = {x * cosine - y * sine, x * sine + y * cosine};
    }
    strokes.push_back(smooth(control));
  }
  return strokes;
}

}  // namespace second_opinion::testing
