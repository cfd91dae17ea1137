// Shared pieces of the figures.
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

std::string_view option_value(std::string_view options, std::string_view key) {
  while (!options.empty()) {
    const std::size_t end = std::min(options.find('&'), options.size());
    const std::string_view pair = options.substr(0, end);
    if (pair.size() > key.size() && pair.substr(0, key.size()) == key && pair[key.size()] == '=')
      return pair.substr(key.size() + 1);
    options.remove_prefix(std::min(end + 1, options.size()));
  }
  return {};
}

Result<bool, std::string> check_options(std::string_view options,
                                        std::span<const std::string_view> known) {
  while (!options.empty()) {
    const std::size_t end = std::min(options.find('&'), options.size());
    const std::string_view pair = options.substr(0, end);
    const std::string_view key = pair.substr(0, pair.find('='));
    if (std::find(known.begin(), known.end(), key) == known.end() || key.size() == pair.size()) {
      std::string fault = "\"" + std::string(pair) + "\" is no option of this figure; it knows";
      for (const std::string_view name : known) fault += " " + std::string(name) + "=…";
      return Failure{fault};
    }
    options.remove_prefix(std::min(end + 1, options.size()));
  }
  return true;
}

Result<NetworkId, std::string> network_option(std::string_view options, NetworkId fallback) {
  const std::string_view wanted = option_value(options, "network");
  if (wanted.empty()) return fallback;
  for (int i = 0; i < kNetworkCount; ++i) {
    const auto id = static_cast<NetworkId>(i);
    if (network_key(id) == wanted) return id;
  }
  return Failure{"network=" + std::string(wanted) +
                 " names no network; there are linear, mlp, cnn and transformer"};
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

namespace {

// Below the head nothing but numbers: figures and their signs, or a dash for none.
bool holds_numbers(const HtmlRows& rows, std::size_t column) {
  constexpr std::string_view kAscii = "0123456789.,%<>+-/() ";
  return rows.size() > 1 &&
         std::all_of(rows.begin() + 1, rows.end(), [&](const std::vector<std::string>& row) {
           return column < row.size() && !row[column].empty() &&
                  std::all_of(row[column].begin(), row[column].end(), [&](char c) {
                    return (c & 0x80) != 0 || kAscii.find(c) != std::string_view::npos;
                  });
         });
}

}  // namespace

std::string html_table(const HtmlRows& rows) {
  std::string out = "<table>";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += r == 0 ? "<thead><tr>" : r == 1 ? "<tbody><tr>" : "<tr>";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const char* scope = r == 0 ? " scope=\"col\"" : " scope=\"row\"";
      const bool head = r == 0 || c == 0;
      out += (head ? std::string("<th") + scope : std::string("<td")) +
             (c > 0 && holds_numbers(rows, c) ? " class=\"number\">" : ">");
      out += escape_html(rows[r][c]) + (head ? "</th>" : "</td>");
    }
    out += r == 0 ? "</tr></thead>" : "</tr>";
  }
  return out + (rows.size() > 1 ? "</tbody></table>" : "</table>");
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
