// The card: label, both networks' ten bars, and the way to "Try a digit".
#include "web/figures/kit/digit_picker.hpp"

#include <algorithm>

#include "web/figures/kit/figure_kit.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kCardWidth = 240;
constexpr float kPadding = 12;
constexpr float kRow = 16;
constexpr float kHeader = 40;
constexpr float kButton = 44;
constexpr float kDistance = 8;

float card_height(bool with_button) {
  return kPadding * 2 + kHeader + kRow * kDigitCount + (with_button ? kButton + 8 : 0);
}

static_assert(kPadding * 2 + kHeader + kRow * kDigitCount + kButton + 8 <=
              DigitPicker::kLeastHeight);

// Beside the digit where there is room, always inside the figure as far as that goes.
Rect card_place(const Rect& figure, const Rect& digit, bool with_button) {
  Rect card{figure.x + digit.x + digit.w + kDistance, figure.y + digit.y,
            std::min(kCardWidth, figure.w), card_height(with_button)};
  if (card.x + card.w > figure.x + figure.w) card.x = figure.x + digit.x - kDistance - card.w;
  if (card.x < figure.x) {
    card.x = std::clamp(figure.x + digit.x + digit.w / 2 - card.w / 2, figure.x,
                        figure.x + figure.w - card.w);
    card.y = figure.y + digit.y + digit.h + kDistance;
  }
  if (card.y + card.h > figure.y + figure.h)
    card.y = std::max(figure.y, figure.y + figure.h - card.h);
  return card;
}

Rect button_place(const Rect& card) {
  return {card.x + kPadding, card.y + card.h - kPadding - kButton, card.w - 2 * kPadding, kButton};
}

void draw_bars(const PageCanvas& canvas, const Rect& area, const ReportOpinion& opinion,
               NetworkId id) {
  const Color color = network_color(*canvas.theme, id);
  draw_text(canvas, {area.x, area.y + 12}, short_name(id), bold_style(color));
  for (std::size_t d = 0; d < kDigitCount; ++d) {
    const float middle = area.y + 18 + kRow * (static_cast<float>(d) + 0.5f);
    const auto p = static_cast<float>(opinion.probabilities[d]);
    const bool best = static_cast<int>(d) == opinion.digit;
    draw_label(canvas, {area.x, middle}, std::to_string(d),
               best ? bold_style(color) : label_style(canvas.theme->muted), Align::kLeft);
    const float room = area.w - 12 - 42;
    fill(canvas, {area.x + 12, middle - 4, std::max(1 / canvas.pixel_ratio, room * p), 8},
         best ? color : with_alpha(color, 0.55f));
    if (p >= 0.01f) {
      draw_label(canvas, {area.x + area.w, middle}, probability_text(p),
                 label_style(best ? canvas.theme->ink : canvas.theme->muted), Align::kRight);
    }
  }
}

void draw_card(const PageCanvas& canvas, const Rect& card, const ReportDigit& digit, bool disputed,
               bool with_button) {
  const Theme& theme = *canvas.theme;
  const ImVec2 from{canvas.snap(card.x), canvas.snap(card.y)},
      to{canvas.snap(card.x + card.w), canvas.snap(card.y + card.h)};
  canvas.list->AddRectFilled(from, to, theme.paper, 4);
  canvas.list->AddRect(from, to, theme.control, 4);
  const std::string title =
      "Labelled " + std::to_string(digit.label) + (disputed ? ", but people disagree" : "");
  draw_text(canvas, at(card, kPadding, kPadding + 10), title, bold_style(theme.ink, kSmallText));
  const float half = (card.w - 3 * kPadding) / 2;
  draw_bars(canvas, {card.x + kPadding, card.y + kPadding + 20, half, 0}, digit.cnn,
            NetworkId::kCnn);
  draw_bars(canvas, {card.x + 2 * kPadding + half, card.y + kPadding + 20, half, 0},
            digit.transformer, NetworkId::kTransformer);
  if (with_button) draw_button(canvas, button_place(card), "Try this digit");
}

bool is_disputed(const Report& report, const ReportDigit& digit) {
  return digit.from_test && std::find(report.disputed.begin(), report.disputed.end(),
                                      digit.index) != report.disputed.end();
}

}  // namespace

void DigitPicker::draw(const PageCanvas& canvas, const Rect& place,
                       std::span<const PlacedDigit> digits) const {
  const PlacedDigit* shown = nullptr;
  bool with_button = false;
  for (const PlacedDigit& placed : digits) {
    if (placed.digit == picked_) shown = &placed;
  }
  with_button = shown != nullptr;
  const bool over_card = with_button && canvas.hovered(card_place(place, shown->place, true));
  for (const PlacedDigit& placed : digits) {
    const Rect r{place.x + placed.place.x, place.y + placed.place.y, placed.place.w,
                 placed.place.h};
    if (over_card || placed.digit == picked_ || !canvas.hovered(r)) continue;
    shown = &placed;
    with_button = false;
  }
  if (!shown) return;
  const ReportDigit& digit = sources_.report->digits[static_cast<std::size_t>(shown->digit)];
  if (!digit.cnn.known || !digit.transformer.known) return;
  draw_card(canvas, card_place(place, shown->place, with_button), digit,
            is_disputed(*sources_.report, digit), with_button);
}

void DigitPicker::controls(const std::string& figure_id, const Rect& place,
                           std::span<const PlacedDigit> digits, std::vector<Control>& out) const {
  const PlacedDigit* picked = nullptr;
  for (const PlacedDigit& placed : digits) {
    const ReportDigit& digit = sources_.report->digits[static_cast<std::size_t>(placed.digit)];
    const Rect r{place.x + placed.place.x, place.y + placed.place.y, placed.place.w,
                 placed.place.h};
    out.push_back({figure_id + ":digit:" + std::to_string(placed.digit), ControlKind::kButton,
                   "Digit " + digit_sentence(digit), r, "", false, figure_id + ":digits"});
    if (placed.digit == picked_) picked = &placed;
  }
  // After its neighbours, so that it lies on top of them.
  if (picked) {
    out.push_back({figure_id + ":try", ControlKind::kButton, "Try this digit",
                   button_place(card_place(place, picked->place, true)), "", false});
  }
}

void DigitPicker::press(const std::string& figure_id, std::string_view control_id) {
  if (control_id == figure_id + ":try" && picked_ >= 0) {
    offered_ = true;
    return;
  }
  const std::string prefix = figure_id + ":digit:";
  if (control_id.substr(0, prefix.size()) != prefix) return;
  const int count = static_cast<int>(sources_.report->digits.size());
  for (int i = 0; i < count; ++i) {
    if (control_id.substr(prefix.size()) == std::to_string(i)) {
      picked_ = picked_ == i ? -1 : i;
      return;
    }
  }
}

std::optional<DigitImage> DigitPicker::take() {
  if (!offered_ || !sources_.digits || picked_ >= sources_.digits->count()) return std::nullopt;
  offered_ = false;
  return DigitImage::from_bytes(sources_.digits->cell(picked_));
}

}  // namespace second_opinion
