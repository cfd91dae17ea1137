// The styles, colours and small marks that several figures share.
#include "web/figures/kit/figure_kit.hpp"

#include <algorithm>
#include <cmath>

#include "web/report/report_format.hpp"

namespace second_opinion {

TextStyle label_style(Color color, float size) {
  TextStyle style;
  style.face = Face::kSans;
  style.size = size;
  style.color = color;
  style.tabular = true;
  return style;
}

TextStyle bold_style(Color color, float size) {
  TextStyle style = label_style(color, size);
  style.face = Face::kSansBold;
  return style;
}

Color network_color(const Theme& theme, NetworkId id) {
  switch (id) {
    case NetworkId::kCnn:
      return theme.cnn;
    case NetworkId::kTransformer:
      return theme.transformer;
    case NetworkId::kLinear:
    case NetworkId::kMlp:
      return theme.baseline;
  }
  return theme.ink;
}

Color weight_for(const Theme& theme) {
  return theme.dark ? rgb(0xF1D36B) : rgb(0x6B4A00);
}

Color weight_against(const Theme& theme) {
  return theme.dark ? rgb(0x8C7BE8) : rgb(0x6C5BC4);
}

std::string_view short_name(NetworkId id) {
  switch (id) {
    case NetworkId::kLinear:
      return "Linear";
    case NetworkId::kMlp:
      return "MLP";
    case NetworkId::kCnn:
      return "CNN";
    case NetworkId::kTransformer:
      return "Transformer";
  }
  return "";
}

void toggle_selection(std::string_view figure_id, std::string_view control_id, int count,
                      int& selected) {
  for (int i = 0; i < count; ++i) {
    if (control_id == std::string(figure_id) + ":" + std::to_string(i))
      selected = selected == i ? -1 : i;
  }
}

void fill(const PageCanvas& canvas, const Rect& r, Color color, float rounding) {
  const ImVec2 from{canvas.snap(r.x), canvas.snap(r.y)};
  const ImVec2 to{canvas.snap(r.x + r.w), canvas.snap(r.y + r.h)};
  if (to.x > from.x && to.y > from.y) canvas.list->AddRectFilled(from, to, color, rounding);
}

void hairline(const PageCanvas& canvas, ImVec2 from, ImVec2 to, Color color) {
  const float thin = 1 / canvas.pixel_ratio;
  const ImVec2 a{canvas.snap(std::min(from.x, to.x)), canvas.snap(std::min(from.y, to.y))};
  const ImVec2 b{canvas.snap(std::max(from.x, to.x)), canvas.snap(std::max(from.y, to.y))};
  canvas.list->AddRectFilled(a, {std::max(b.x, a.x + thin), std::max(b.y, a.y + thin)}, color);
}

void draw_opinion_row(const PageCanvas& canvas, const Rect& row, const ReportOpinion& opinion,
                      Color color) {
  const float middle = row.y + row.h / 2;
  draw_label(canvas, {row.x, middle}, std::to_string(opinion.digit), bold_style(color, kSmallText),
             Align::kLeft);
  const auto p = static_cast<float>(opinion.probabilities[static_cast<std::size_t>(opinion.digit)]);
  const Rect track{row.x + 14, middle - 3, row.w - 14, 6};
  fill(canvas, track, with_alpha(color, 0.18f));
  fill(canvas, {track.x, track.y, std::max(1.0f, track.w * p), track.h}, color);
}

void draw_button(const PageCanvas& canvas, const Rect& place, std::string_view label) {
  const bool hovered = canvas.hovered(place);
  const ImVec2 from{canvas.snap(place.x) + 0.5f, canvas.snap(place.y) + 0.5f};
  const ImVec2 to{canvas.snap(place.x + place.w) - 0.5f, canvas.snap(place.y + place.h) - 0.5f};
  if (hovered) canvas.list->AddRectFilled(from, to, canvas.theme->panel, 4);
  canvas.list->AddRect(from, to, canvas.theme->control, 4);
  draw_label(canvas, {place.x + place.w / 2, place.y + place.h / 2}, label,
             label_style(canvas.theme->ink, kSmallText));
}

std::string probability_text(double p) {
  const std::string unit = "\u202F%";
  if (p > 0.999) return "> 99.9" + unit;
  if (p < 0.001) return "< 0.1" + unit;
  return p > 0.99 || p < 0.01 ? format_percent(p, 1) : format_percent(p, 0);
}

std::string digit_sentence(const ReportDigit& digit) {
  std::string out = "labelled " + std::to_string(digit.label);
  const auto add = [&](const char* lead, NetworkId id, const ReportOpinion& o) {
    if (!o.known) return;
    out += lead + std::string(short_name(id)) + " " + std::to_string(o.digit) + " (" +
           probability_text(o.probabilities[static_cast<std::size_t>(o.digit)]) + ")";
  };
  add("; ", NetworkId::kCnn, digit.cnn);
  add(", ", NetworkId::kTransformer, digit.transformer);
  return out;
}

}  // namespace second_opinion
