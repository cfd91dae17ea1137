// What several figures share: text styles, the networks' colours and names,
// small marks, HTML tables. No figure is made here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "web/canvas/page_canvas.hpp"
#include "web/figures/kit/digit_sheet.hpp"
#include "web/report/report.hpp"

namespace second_opinion {

inline constexpr float kTinyText = 12;
inline constexpr float kSmallText = 14.5f;
inline constexpr float kPhoneWidth =
    560;  // figures narrower than this stack instead of standing side by side

TextStyle label_style(Color color, float size = kTinyText);  // sans, tabular
TextStyle bold_style(Color color, float size = kTinyText);

Color network_color(const Theme& theme, NetworkId id);
// Weights that speak for and against. The networks' accents belong to the networks: these are apart
// for every eye.
Color weight_for(const Theme& theme);
Color weight_against(const Theme& theme);
std::string_view short_name(NetworkId id);  // "CNN", "Transformer", "MLP", "Linear"

// "network=cnn&set=wrong" → the value of a key, "" when it is not there.
std::string_view option_value(std::string_view options, std::string_view key);
// The keys of `options` must all be among `known`; else the error names the stranger.
Result<bool, std::string> check_options(std::string_view options,
                                        std::span<const std::string_view> known);
// "cnn" → its id; the error lists the four names.
Result<NetworkId, std::string> network_option(std::string_view options, NetworkId fallback);

inline ImVec2 at(const Rect& place, float x, float y) {
  return {place.x + x, place.y + y};
}
// What a figure shows of its own when nothing is under the pointer: the part that
// was pressed last, -1 for none. "figure:3" with 0 <= 3 < count selects 3, or lets it go again.
void toggle_selection(std::string_view figure_id, std::string_view control_id, int count,
                      int& selected);
void fill(const PageCanvas& canvas, const Rect& r, Color color, float rounding = 0);
// One device pixel wide.
void hairline(const PageCanvas& canvas, ImVec2 from, ImVec2 to, Color color);

// "4 · 93 %" for a network's opinion, set in its colour with a bar of the probability under a rest
// of track.
void draw_opinion_row(const PageCanvas& canvas, const Rect& row, const ReportOpinion& opinion,
                      Color color);

// A button drawn as text in a thin frame; its Control is the figure's to publish.
void draw_button(const PageCanvas& canvas, const Rect& place, std::string_view label);

// Rows of cells → <table>. The first row is the head; the first column holds row heads.
using HtmlRows = std::vector<std::vector<std::string>>;
std::string html_table(const HtmlRows& rows);
std::string probability_text(double p);  // "93 %", "< 0.1 %", "> 99.9 %"
// "labelled 4; CNN 9 (87 %), Transformer 4 (61 %)"
std::string digit_sentence(const ReportDigit& digit);

}  // namespace second_opinion
