// The card of a digit holds its label, both networks' ten bars, and the way to "Try a digit".
#include "web/figures/kit/pickable_digits.hpp"

#include <algorithm>
#include <string>

#include "web/figures/kit/cell_pictures.hpp"
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
              PickableDigits::kLeastHeight);

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

void draw_opinions(const PageCanvas& canvas, const Rect& card, const ReportDigit& digit,
                   bool disputed, bool with_button) {
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
  return digit.from_test() && std::find(report.data.disputed.begin(), report.data.disputed.end(),
                                        digit.index) != report.data.disputed.end();
}

const PlacedDigit* find_digit(std::span<const PlacedDigit> digits, int digit) {
  const auto found = std::find_if(digits.begin(), digits.end(),
                                  [&](const PlacedDigit& p) { return p.digit == digit; });
  return found == digits.end() ? nullptr : &*found;
}

}  // namespace

void PickableDigits::draw(const PageCanvas& canvas, const Rect& place) const {
  const std::vector<PlacedDigit> digits = digits_at(place.w);
  const auto under = std::find_if(digits.begin(), digits.end(), [&](const PlacedDigit& p) {
    return canvas.hovered(moved(p.place, place));
  });
  const int hovered = under == digits.end() ? -1 : under->digit;
  draw_under_card(canvas, place, digits, hovered);
  draw_card(canvas, place, digits, hovered);
}

void PickableDigits::draw_digits(const PageCanvas& canvas, const Rect& place,
                                 std::span<const PlacedDigit> digits) const {
  for (const PlacedDigit& p : digits) {
    if (sources_.digits)
      draw_digit(canvas, sources_.digits->cell(p.digit), at(place, p.place.x, p.place.y),
                 digit_side(canvas.pixel_ratio, p.place.w));
  }
}

// Of the picked digit, unless the pointer asks for another one: the card of that has no button,
// which the pointer could not reach without leaving the digit.
void PickableDigits::draw_card(const PageCanvas& canvas, const Rect& place,
                               std::span<const PlacedDigit> digits, int hovered) const {
  const PlacedDigit* shown = find_digit(digits, picked_);
  const bool over_card = shown && canvas.hovered(card_place(place, shown->place, true));
  const bool with_button = shown && (over_card || hovered < 0 || hovered == picked_);
  if (!with_button) shown = find_digit(digits, hovered);
  if (!shown) return;
  const ReportDigit& digit = sources_.report->digits.items[static_cast<std::size_t>(shown->digit)];
  if (!digit.cnn.known || !digit.transformer.known) return;
  draw_opinions(canvas, card_place(place, shown->place, with_button), digit,
                is_disputed(*sources_.report, digit), with_button);
}

std::vector<Control> PickableDigits::controls(const Rect& place) const {
  std::vector<Control> out;
  const std::vector<PlacedDigit> digits = digits_at(place.w);
  for (const PlacedDigit& p : digits) {
    const ReportDigit& digit = sources_.report->digits.items[static_cast<std::size_t>(p.digit)];
    out.push_back({id + ":digit:" + std::to_string(p.digit), ButtonControl{},
                   "Digit " + digit_sentence(digit), moved(p.place, place), id + ":digits"});
  }
  // After its neighbours, so that it lies on top of them.
  if (const PlacedDigit* picked = find_digit(digits, picked_)) {
    out.push_back({id + ":try", ButtonControl{}, "Try this digit",
                   button_place(card_place(place, picked->place, true))});
  }
  return out;
}

PressResult PickableDigits::press(std::string_view control_id) {
  if (control_id == id + ":try") {
    if (picked_ < 0 || !sources_.digits || picked_ >= sources_.digits->count()) return {};
    return {.to_try = DigitImage::from_bytes(sources_.digits->cell(picked_))};
  }
  const std::string prefix = id + ":digit:";
  if (!control_id.starts_with(prefix)) return {};
  const int count = static_cast<int>(sources_.report->digits.items.size());
  for (int i = 0; i < count; ++i) {
    if (control_id.substr(prefix.size()) == std::to_string(i)) picked_ = picked_ == i ? -1 : i;
  }
  return {};
}

}  // namespace second_opinion
