// Coordinates are rounded to hundredths, so that the same drawing gives the same bytes everywhere.
#include "native_trainer/io/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace second_opinion {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  std::string out = text;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string attribute(std::string_view name, std::string_view value) {
  return std::string(" ").append(name).append("=\"").append(escaped(value)).append("\"");
}

std::string place(const char* x, const char* y, SvgPoint point) {
  return attribute(x, number(point.x)) + attribute(y, number(point.y));
}

// An element, with a tip when there is one.
std::string element(const std::string& start, std::string_view name, std::string_view tip) {
  if (tip.empty()) return start + "/>\n";
  return start + "><title>" + escaped(tip) + "</title></" + std::string(name) + ">\n";
}

constexpr std::array<std::array<double, 3>, 5> kSequential{
    {{247, 252, 240}, {186, 228, 188}, {123, 204, 196}, {43, 140, 190}, {8, 64, 129}}};

}  // namespace

Svg::Svg(double width, double height, std::string_view title)
    : body_("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " +
            number(height) + "\"" + attribute("width", number(width)) +
            attribute("height", number(height)) +
            " role=\"img\" font-family=\"Inter, 'Segoe UI', Helvetica, Arial, "
            "sans-serif\">\n<title>" +
            escaped(title) + "</title>\n") {
  rectangle({0, 0}, width, height, "#ffffff");
}

void Svg::rectangle(SvgPoint corner, double width, double height, std::string_view fill,
                    std::string_view tip, double radius) {
  std::string start = std::string("<rect") + place("x", "y", corner) +
                      attribute("width", number(width)) + attribute("height", number(height)) +
                      attribute("fill", fill);
  if (radius > 0) start += attribute("rx", number(radius));
  body_ += element(start, "rect", tip);
}

void Svg::line(SvgPoint from, SvgPoint to, std::string_view color, double width) {
  body_ += std::string("<line") + place("x1", "y1", from) + place("x2", "y2", to) +
           attribute("stroke", color) + attribute("stroke-width", number(width)) + "/>\n";
}

void Svg::curve(std::span<const SvgPoint> points, std::string_view color, double width) {
  std::string list;
  for (const SvgPoint& point : points)
    list.append(list.empty() ? "" : " ")
        .append(number(point.x))
        .append(",")
        .append(number(point.y));
  body_ += std::string("<polyline") + attribute("points", list) +
           " fill=\"none\" stroke-linejoin=\"round\"" + attribute("stroke", color) +
           attribute("stroke-width", number(width)) + "/>\n";
}

void Svg::circle(SvgPoint centre, double radius, std::string_view fill, double opacity,
                 std::string_view tip) {
  std::string start = std::string("<circle") + place("cx", "cy", centre) +
                      attribute("r", number(radius)) + attribute("fill", fill);
  if (opacity < 1) start += attribute("fill-opacity", number(opacity));
  body_ += element(start, "circle", tip);
}

void Svg::text(SvgPoint at, std::string_view words, const SvgText& style) {
  constexpr std::array<const char*, 3> kAnchors{"start", "middle", "end"};
  body_ += std::string("<text") + place("x", "y", at) + attribute("font-size", number(style.size)) +
           attribute("fill", style.color) +
           attribute("text-anchor", kAnchors[static_cast<std::size_t>(style.anchor)]);
  if (style.bold) body_ += " font-weight=\"600\"";
  if (style.turned != 0)
    body_ += attribute("transform", std::string("rotate(") + number(style.turned) + " " +
                                        number(at.x) + " " + number(at.y) + ")");
  body_.append(">").append(escaped(words)).append("</text>\n");
}

std::string sequential_color(double share) {
  const double place = std::clamp(share, 0.0, 1.0) * (kSequential.size() - 1);
  const auto low = std::min(static_cast<std::size_t>(place), kSequential.size() - 2);
  char text[8];
  std::array<int, 3> mixed{};
  for (std::size_t i = 0; i < 3; ++i)
    mixed[i] = static_cast<int>(
        std::lround(kSequential[low][i] + (kSequential[low + 1][i] - kSequential[low][i]) *
                                              (place - static_cast<double>(low))));
  std::snprintf(text, sizeof text, "#%02x%02x%02x", static_cast<unsigned>(mixed[0]) & 255u,
                static_cast<unsigned>(mixed[1]) & 255u, static_cast<unsigned>(mixed[2]) & 255u);
  return text;
}

const char* ink_on_sequential(double share) {
  return share > 0.6 ? "#ffffff" : "#1b2a33";
}

std::string percent_text(double share, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f %%", decimals, 100 * share);
  return text;
}

std::string count_text(double count) {
  char text[32];
  if (count < 1000)
    std::snprintf(text, sizeof text, "%.0f", count);
  else if (count < 9950)
    std::snprintf(text, sizeof text, "%.1fk", count / 1000);
  else if (count < 999500)
    std::snprintf(text, sizeof text, "%.0fk", count / 1000);
  else if (count < 9950000)
    std::snprintf(text, sizeof text, "%.1fM", count / 1e6);
  else
    std::snprintf(text, sizeof text, "%.0fM", count / 1e6);
  return text;
}

}  // namespace second_opinion
