// Drawings as SVG text: rectangles, lines, circles, words. Only what our plots
// need; places are in pixels of the drawing, y downwards.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace second_opinion {

// The colours of words, and of those that matter less.
inline constexpr const char* kSvgInk = "#263238";
inline constexpr const char* kSvgFaint = "#6b7b84";

struct SvgPoint {
  double x = 0, y = 0;
};

enum class SvgAnchor { kStart, kMiddle, kEnd };

struct SvgText {
  double size = 13;
  const char* color = kSvgInk;
  SvgAnchor anchor = SvgAnchor::kStart;
  bool bold = false;
  double turned = 0;  // degrees, clockwise, around the text's place
};

class Svg {
 public:
  // `title` is what readers of the screen are told.
  Svg(double width, double height, std::string_view title);

  // Colours are those of CSS; an empty tip shows nothing under the mouse.
  void rectangle(SvgPoint corner, double width, double height, std::string_view fill,
                 std::string_view tip = {}, double radius = 0);
  void line(SvgPoint from, SvgPoint to, std::string_view color, double width = 1);
  void curve(std::span<const SvgPoint> points, std::string_view color, double width = 2);
  void circle(SvgPoint centre, double radius, std::string_view fill, double opacity = 1,
              std::string_view tip = {});
  void text(SvgPoint place, std::string_view words, const SvgText& style = {});

  // The whole document.
  std::string str() const { return body_ + "</svg>\n"; }

 private:
  std::string body_;
};

// 0 → pale, 1 → deep blue, by way of green: lightness falls evenly, so that it survives grey print.
std::string sequential_color(double share);
// What can be read on it: near-black or white.
const char* ink_on_sequential(double share);

// "99.12 %"
std::string percent_text(double share, int decimals);
// "1.2k", "83k", "1.1M"
std::string count_text(double count);

}  // namespace second_opinion
