// Nothing but coordinates, and circles and curves where straight lines would look odd.
#include "native_trainer/synthetic/sketches.hpp"

#include <cmath>
#include <numbers>

namespace second_opinion {
namespace {

// Part of an ellipse, in degrees clockwise from the right.
Stroke arc(float x, float y, float radius_x, float radius_y, float from = 0, float to = 360) {
  constexpr int kPieces = 16;
  Stroke stroke;
  for (int i = 0; i <= kPieces; ++i) {
    const float angle =
        (from + (to - from) * static_cast<float>(i) / kPieces) * std::numbers::pi_v<float> / 180;
    stroke.push_back({x + radius_x * std::cos(angle), y + radius_y * std::sin(angle)});
  }
  return stroke;
}

Stroke circle(float x, float y, float radius) {
  return arc(x, y, radius, radius);
}

Stroke box(float left, float top, float right, float bottom) {
  return {{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}};
}

Stroke curve(Stroke through) {
  return smooth_curve(through);
}

}  // namespace

std::span<const Sketch> letter_sketches() {
  static const std::vector<Sketch> all{
      {{{0, 1}, {.5f, 0}, {1, 1}}, {{.22f, .6f}, {.78f, .6f}}},                                 // A
      {{{.9f, 0}, {0, 0}, {0, 1}, {.9f, 1}}, {{0, .5f}, {.7f, .5f}}},                           // E
      {{{.9f, 0}, {0, 0}, {0, 1}}, {{0, .5f}, {.7f, .5f}}},                                     // F
      {{{0, 0}, {0, 1}}, {{.85f, 0}, {.85f, 1}}, {{0, .5f}, {.85f, .5f}}},                      // H
      {{{0, 0}, {0, 1}}, {{.85f, 0}, {0, .55f}, {.9f, 1}}},                                     // K
      {{{0, 0}, {0, 1}, {.75f, 1}}},                                                            // L
      {{{0, 1}, {.05f, 0}, {.5f, .7f}, {.95f, 0}, {1, 1}}},                                     // M
      {{{0, 1}, {0, 0}, {.85f, 1}, {.85f, 0}}},                                                 // N
      {{{0, 1}, {0, 0}}, curve({{0, 0}, {.6f, .05f}, {.75f, .28f}, {.55f, .52f}, {0, .55f}})},  // P
      {{{0, 1}, {0, 0}, {.6f, .02f}, {.8f, .25f}, {.6f, .5f}, {0, .5f}},
       {{.35f, .5f}, {.85f, 1}}},                                                              // R
      {{{0, 0}, {1, 0}}, {{.5f, 0}, {.5f, 1}}},                                                // T
      {curve({{0, 0}, {.02f, .6f}, {.4f, 1}, {.8f, .6f}, {.82f, 0}})},                         // U
      {{{0, 0}, {.5f, 1}, {1, 0}}},                                                            // V
      {{{0, 0}, {.25f, 1}, {.5f, .3f}, {.75f, 1}, {1, 0}}},                                    // W
      {{{0, 0}, {1, 1}}, {{1, 0}, {0, 1}}},                                                    // X
      {curve({{.05f, .55f}, {.6f, .5f}, {.55f, .1f}, {.1f, .25f}, {.1f, .8f}, {.75f, .9f}})},  // e
      {curve({{.7f, .1f}, {.5f, 0}, {.35f, .2f}, {.35f, 1}}), {{.05f, .42f}, {.7f, .42f}}},    // f
      {{{0, 0}, {0, 1}}, {{0, .6f}, {.3f, .4f}, {.6f, .55f}, {.6f, 1}}},                       // h
      {{{0, 0}, {0, 1}}, {{.5f, .4f}, {.02f, .7f}, {.55f, 1}}},                                // k
      {{{0, 1}, {0, .3f}, {.25f, .2f}, {.45f, .4f}, {.45f, 1}},
       {{.45f, .4f}, {.7f, .2f}, {.9f, .4f}, {.9f, 1}}},                            // m
      {{{0, .1f}, {0, 1}}, curve({{0, .4f}, {.35f, .1f}, {.7f, .3f}, {.72f, 1}})},  // n
      {{{0, .1f}, {0, .75f}, {.05f, 1}},
       {{.7f, .1f}, {.7f, 1}},
       curve({{0, .5f}, {.1f, .95f}, {.4f, .98f}, {.7f, .6f}})},                             // u
      {{{0, 0}, {0, 1}}, curve({{0, .5f}, {.15f, .15f}, {.6f, .1f}})},                       // r
      {curve({{.4f, 0}, {.4f, .75f}, {.55f, 1}, {.8f, .9f}}), {{.05f, .32f}, {.8f, .32f}}},  // t
      {curve({{0, .1f}, {.05f, .7f}, {.25f, 1}, {.48f, .5f}}),
       curve({{.48f, .5f}, {.7f, 1}, {.92f, .7f}, {1, .1f}})},  // w
  };
  return all;
}

std::span<const Sketch> symbol_sketches() {
  static const std::vector<Sketch> all{
      {{{.5f, 0}, {.5f, 1}},
       {{0, .5f}, {1, .5f}},
       {{.1f, .1f}, {.9f, .9f}},
       {{.9f, .1f}, {.1f, .9f}}},                                                // a star of lines
      {{{.5f, 0}, {.5f, 1}}, {{0, .5f}, {1, .5f}}},                              // plus
      {{{0, .3f}, {1, .3f}}, {{0, .7f}, {1, .7f}}},                              // equals
      {{{0, .5f}, {1, .5f}}, circle(.5f, .12f, .07f), circle(.5f, .88f, .07f)},  // divided by
      {{{0, .55f}, {.35f, 1}, {1, 0}}},                                          // a check
      {{{0, .5f}, {1, .5f}}, {{.65f, .2f}, {1, .5f}, {.65f, .8f}}},              // arrows
      {{{1, .5f}, {0, .5f}}, {{.35f, .2f}, {0, .5f}, {.35f, .8f}}},
      {{{.5f, 1}, {.5f, 0}}, {{.2f, .35f}, {.5f, 0}, {.8f, .35f}}},
      {{{.5f, 0}, {.5f, 1}}, {{.2f, .65f}, {.5f, 1}, {.8f, .65f}}},
      {{{0, 1}, {1, 0}}, {{.5f, 0}, {1, 0}, {1, .5f}}},
      {{{.3f, 0}, {.2f, 1}},
       {{.75f, 0}, {.65f, 1}},
       {{0, .33f}, {1, .33f}},
       {{0, .68f}, {.95f, .68f}}},
      {{{.5f, .3f}, {.3f, .05f}, {.05f, .15f}, {.05f, .45f}, {.5f, 1}},  // a heart
       {{.5f, .3f}, {.7f, .05f}, {.95f, .15f}, {.95f, .45f}, {.5f, 1}}},
      {{{.5f, 0}, {.2f, 1}, {1, .38f}, {0, .38f}, {.8f, 1}, {.5f, 0}}},  // a five-pointed star
      {circle(.2f, .2f, .17f), circle(.8f, .8f, .17f), {{.9f, 0}, {.1f, 1}}},  // per cent
      {arc(.25f, .5f, .25f, .2f), arc(.75f, .5f, .25f, .2f)},                  // infinity
      {{{0, .5f}, {.2f, .5f}, {.4f, 1}, {.6f, 0}, {1, 0}}},                    // a root
      {{{0, 0}, {1, 0}}, {{.25f, 0}, {.2f, 1}}, {{.75f, 0}, {.8f, 1}}},        // pi
      {{{1, 0}, {0, 0}, {.5f, .5f}, {0, 1}, {1, 1}}},                          // a sum
      {circle(.5f, .5f, .5f), circle(.5f, .5f, .18f)},                         // a target
      {{{0, 0}, {1, .5f}, {0, 1}}},                                            // greater than
      {{{1, 0}, {0, .5f}, {1, 1}}},                                            // less than
      {curve({{0, .6f}, {.25f, .3f}, {.5f, .5f}, {.75f, .7f}, {1, .4f}})},     // a tilde
      {curve({{.1f, .25f}, {.35f, 0}, {.7f, .1f}, {.65f, .4f}, {.4f, .6f}, {.4f, .75f}}),
       circle(.4f, .97f, .04f)},                              // a question mark
      {{{.5f, 0}, {1, 1}, {0, 1}, {.5f, 0}}},                 // a triangle
      {{{.5f, 0}, {1, .5f}, {.5f, 1}, {0, .5f}, {.5f, 0}}},   // a rhombus
      {box(0, 0, 1, 1), {{0, 0}, {1, 1}}, {{1, 0}, {0, 1}}},  // a crossed box
  };
  return all;
}

std::span<const Sketch> thing_sketches() {
  static const std::vector<Sketch> all{
      {box(.1f, .45f, .9f, 1), {{0, .5f}, {.5f, 0}, {1, .5f}}, box(.4f, .65f, .6f, 1)},  // a house
      {circle(.5f, .5f, .5f), circle(.32f, .35f, .05f), circle(.68f, .35f, .05f),
       arc(.5f, .55f, .28f, .25f, 20, 160)},  // a face
      {{{.5f, 1}, {.5f, .75f}},
       {{.5f, 0},
        {.85f, .4f},
        {.65f, .4f},
        {1, .78f},
        {0, .78f},
        {.35f, .4f},
        {.15f, .4f},
        {.5f, 0}}},
      {{{.05f, .2f}, {.15f, 1}, {.6f, 1}, {.7f, .2f}, {.05f, .2f}},
       arc(.7f, .5f, .28f, .2f, -80, 100)},  // a cup
      {{{0, .75f},
        {0, .5f},
        {.2f, .48f},
        {.35f, .2f},
        {.7f, .2f},
        {.82f, .48f},
        {1, .52f},
        {1, .75f},
        {0, .75f}},
       circle(.25f, .78f, .12f),
       circle(.75f, .78f, .12f)},  // a car
      {circle(.5f, .5f, .22f),
       {{.5f, 0}, {.5f, .18f}},
       {{.5f, .82f}, {.5f, 1}},
       {{0, .5f}, {.18f, .5f}},
       {{.82f, .5f}, {1, .5f}},
       {{.15f, .15f}, {.28f, .28f}},
       {{.85f, .15f}, {.72f, .28f}},
       {{.15f, .85f}, {.28f, .72f}},
       {{.85f, .85f}, {.72f, .72f}}},  // a sun
      {arc(.4f, .5f, .4f, .28f),
       {{.78f, .5f}, {1, .25f}, {1, .75f}, {.78f, .5f}},
       circle(.18f, .42f, .03f)},  // a fish
      {{{0, .65f}, {1, .65f}, {.8f, 1}, {.2f, 1}, {0, .65f}},
       {{.5f, .65f}, {.5f, 0}},
       {{.55f, .08f}, {.9f, .55f}, {.55f, .55f}}},  // a boat
      {circle(.5f, .15f, .15f),
       {{.5f, .3f}, {.5f, .65f}},
       {{.15f, .42f}, {.85f, .42f}},
       {{.2f, 1}, {.5f, .65f}, {.8f, 1}}},  // a person
      {circle(.5f, .55f, .4f),
       {{.18f, .3f}, {.15f, 0}, {.4f, .17f}},
       {{.6f, .17f}, {.85f, 0}, {.82f, .3f}},
       circle(.36f, .5f, .04f),
       circle(.64f, .5f, .04f),
       {{.4f, .72f}, {.6f, .72f}}},  // a cat
      {circle(.5f, .3f, .13f),
       circle(.3f, .45f, .13f),
       circle(.7f, .45f, .13f),
       circle(.5f, .55f, .13f),
       {{.5f, .68f}, {.5f, 1}}},  // a flower
      {arc(.5f, .5f, .5f, .45f, 180, 360),
       {{0, .5f}, {1, .5f}},
       {{.5f, .5f}, {.5f, .95f}, {.65f, 1}}},
      {box(0, .1f, 1, .75f), {{.35f, 1}, {.65f, 1}}, {{.5f, .75f}, {.5f, 1}}},  // a screen
      {circle(.22f, .7f, .22f),
       circle(.78f, .7f, .22f),
       {{.22f, .7f}, {.4f, .35f}, {.7f, .35f}, {.78f, .7f}},
       {{.4f, .35f}, {.5f, .7f}, {.7f, .35f}}},                  // a bicycle
      {{{0, .3f}, {.5f, .55f}, {1, .3f}}, box(0, .2f, 1, .9f)},  // a letter
      {{{.3f, .2f},
        {0, .4f},
        {.12f, .6f},
        {.28f, .5f},
        {.28f, 1},
        {.72f, 1},
        {.72f, .5f},
        {.88f, .6f},
        {1, .4f},
        {.7f, .2f},
        {.5f, .3f},
        {.3f, .2f}}},     // a shirt
      {box(0, 0, 1, 1)},  // shapes
      {{{.25f, 0}, {.75f, 0}, {1, .5f}, {.75f, 1}, {.25f, 1}, {0, .5f}, {.25f, 0}}},
      {arc(.5f, .5f, .5f, .5f, 60, 300), arc(.65f, .5f, .35f, .42f, 75, 285)},  // a moon
      {arc(.3f, .6f, .3f, .25f, 90, 270),
       arc(.5f, .4f, .3f, .3f, 180, 360),
       arc(.75f, .62f, .25f, .23f, -90, 90),
       {{.3f, .85f}, {.75f, .85f}}},                                      // a cloud
      {{{0, 1}, {.35f, .2f}, {.55f, .65f}, {.7f, .4f}, {1, 1}, {0, 1}}},  // mountains
      {{{.2f, 0}, {.2f, 1}},
       {{.8f, 0}, {.8f, 1}},
       {{.2f, .15f}, {.8f, .15f}},
       {{.2f, .4f}, {.8f, .4f}},
       {{.2f, .65f}, {.8f, .65f}},
       {{.2f, .9f}, {.8f, .9f}}},  // a ladder
  };
  return all;
}

}  // namespace second_opinion
