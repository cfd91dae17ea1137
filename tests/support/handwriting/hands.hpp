// Pages with known answers, one for each seed: one digit, a row, or rows and columns, drawn clean
// or photographed from papers of many kinds.
#pragma once

#include <functional>

#include "tests/support/handwriting/camera.hpp"

namespace second_opinion::testing {

// Puts a digit on the page: with its middle at (x, y), of this height. Returns nothing; the page
// notes the answer.
using DigitSource = std::function<void(Page&, const Pen&, float x, float y, float height, Random&)>;

inline DigitSource written_by(const Hand& hand) {
  return [hand](Page& page, const Pen& pen, float x, float y, float height, Random& random) {
    write(page, static_cast<int>(random.below(10)), hand, pen, x, y, height, random);
  };
}

// Rows of digits, at most `most` of them, each digit with its own unevenness.
inline void fill_page(Page& page, const Pen& pen, float height, int most, const DigitSource& source,
                      Random& random) {
  const float step_x = height * random.between(1.15f, 1.8f);
  const float step_y = height * random.between(1.45f, 2);
  const auto width = static_cast<float>(page.width), depth = static_cast<float>(page.height);
  int count = 0;
  for (float y = height; y + 0.8f * height < depth && count < most; y += step_y)
    for (float x = 0.9f * height; x + 0.8f * height < width && count < most; x += step_x, ++count)
      source(page, pen, x + 0.05f * height * random.normal(), y + 0.05f * height * random.normal(),
             height * random.between(0.88f, 1.1f), random);
}

inline Page drawn_page(std::uint64_t seed, const DigitSource& source, Random& random) {
  const int kind = static_cast<int>(seed % 3);  // one digit, a row, a page
  const float height = random.between(40, kind == 0 ? 300 : 120);
  const int columns = kind == 0 ? 1 : 5, rows = kind == 2 ? 4 : 1;
  const bool on_black = random.unit() < 0.25;
  Page page(static_cast<int>(height * (0.9f + 1.4f * static_cast<float>(columns))),
            static_cast<int>(height * (0.4f + 1.7f * static_cast<float>(rows))),
            on_black ? Color{0, 0, 0} : Color{255, 255, 255});
  const Pen pen{on_black ? Color{255, 255, 255} : Color{10, 10, 10},
                height * random.between(0.07f, 0.15f), 1};
  fill_page(page, pen, height, columns * rows, source, random);
  return page;
}

inline Page sheet_of(int width, int height, float digit_height, Random& random, Pen& pen) {
  static const std::vector<Color> kPapers{{250, 250, 248}, {225, 225, 225}, {245, 235, 205},
                                          {255, 240, 150}, {190, 225, 190}, {200, 215, 240},
                                          {240, 200, 205}, {180, 180, 180}};
  static const std::vector<Color> kInks{{25, 25, 28}, {25, 40, 130}, {160, 25, 30},
                                        {20, 90, 45}, {85, 85, 90},  {70, 30, 100}};
  const bool board = random.unit() < 0.12;
  Page page(width, height, board ? Color{38, 48, 44} : kPapers[random.below(8)]);
  pen.color = board ? Color{235, 235, 225} : kInks[random.below(6)];
  pen.width = digit_height * random.between(0.05f, 0.14f);
  pen.opacity = random.between(0.8f, 1);
  const double kind = board ? 1 : random.unit();
  static const std::vector<Color> kLines{
      {150, 180, 215}, {190, 190, 190}, {95, 125, 185}, {120, 120, 125}, {205, 120, 120}};
  const Color line = kLines[random.below(5)];
  const float width_of_line = std::max(1.0f, digit_height * random.between(0.012f, 0.03f));
  if (kind < 0.5) {
    const float distance =
        digit_height * (kind < 0.25 ? random.between(1.1f, 1.8f) : random.between(0.45f, 1));
    rule(page, line, distance, width_of_line, true, random.between(0, distance));
    if (kind >= 0.25) rule(page, line, distance, width_of_line, false, random.between(0, distance));
  }
  return page;
}

inline Page photographed_page(std::uint64_t seed, const DigitSource& source, Random& random) {
  const int kind = static_cast<int>(seed % 3);
  const float height = kind == 0 ? random.between(60, 260) : random.between(40, 110);
  const int columns = kind == 0 ? 1 : 6, rows = kind == 2 ? 5 : 1;
  Pen pen;
  Page page = sheet_of(static_cast<int>(height * (1.2f + 1.5f * static_cast<float>(columns))),
                       static_cast<int>(height * (0.8f + 1.75f * static_cast<float>(rows))), height,
                       random, pen);
  fill_page(page, pen, height, columns * rows, source, random);
  return photographed(std::move(page), random_camera(random), random);
}

}  // namespace second_opinion::testing
