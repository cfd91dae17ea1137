// Which card shows, what can be pressed on it, and what a press means.
#include "web/panels/try_panel.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "web/panels/card.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr std::string_view kSamplePrefix = "sample-";
constexpr double kExplainAfterSeconds = 0.9;

// What a press on a control that is always the same asks for.
const std::array<std::pair<std::string_view, Action>, 9> kPresses{
    {{kStartOverControl, StartOver{}},
     {kInvertControl, Invert{}},
     {kDrawControl, OpenPad{}},
     {kPadUndoControl, UndoStroke{}},
     {kPadRedoControl, RedoStroke{}},
     {kPadClearControl, ClearPad{}},
     {kPadPenControl, LowerOrLiftPen{}},
     {kPadFinishControl, FinishDrawing{}},
     {kCollectControl, AskForLabel{}}}};

std::optional<Wish> file_wish(std::string_view control) {
  if (control == kCopyLinkControl) return Wish::kLink;
  if (control == kDownloadControl) return Wish::kCsv;
  if (control == kSavePictureControl) return Wish::kPicture;
  if (control == kSaveSetControl) return Wish::kSet;
  return std::nullopt;
}

// The host has an element for the link, which the Reader view shows as well.
ControlKind kind_of(const ResultAction& action) {
  if (action.id == kCopyLinkControl) return HostControl{};
  return ButtonControl{};
}

std::string sample_id(std::size_t sample) {
  return std::string(kSamplePrefix) + std::to_string(sample);
}

// The number in "row-12"; the largest of all where the id is another one.
std::size_t number_after(std::string_view prefix, std::string_view id) {
  std::size_t number = std::string_view::npos;
  if (!id.starts_with(prefix)) return number;
  id.remove_prefix(prefix.size());
  std::from_chars(id.data(), id.data() + id.size(), number);
  return number;
}

}  // namespace

float TryPanel::measure(const Fonts& fonts, float width) {
  strip_ = layout_strip(fonts, app_, width);
  return strip_.height + measure_card(fonts, width);
}

float TryPanel::measure_card(const Fonts& fonts, float width) {
  if (shows_batch()) {
    batch_ = layout_batch(fonts, *app_.batch, width);
    return batch_.height;
  }
  if (app_.reading) {
    result_ = layout_result(fonts, *app_.reading, width);
    keep_ = layout_keep(fonts, app_.keeping, width, result_.height);
    if (live_) explain_ = layout_explain(fonts, width, keep_.bottom);
    return live_ ? explain_.bottom : keep_.bottom;
  }
  if (app_.drawing) {
    pad_ = layout_pad(fonts, width);
    return pad_.height;
  }
  offer_ = layout_offer(fonts, app_.alert, samples_.size(), width);
  return offer_.height;
}

bool TryPanel::update(const FrameInput& input, const Rect& place) {
  if (!app_.reading) return false;
  if (shown_reading_ != app_.reading->number) {
    shown_reading_ = app_.reading->number;
    shown_since_ = input.seconds;
  }
  age_ = input.reduced_motion ? kResultAppearSeconds : input.seconds - shown_since_;
  const double since_last = input.seconds - std::exchange(last_update_, input.seconds);
  const bool appearing = age_ < kResultAppearSeconds;
  // Out of sight there is no hurry.
  if (!live_ || !input.visible(explain_place(card_place(place), explain_))) return appearing;
  OcclusionStudy& study = live_->begin_occlusion(app_.reading->digit);
  const bool working = !study.done();
  // Not while the result is still appearing: both together would stutter.
  const bool settled = input.reduced_motion || age_ > kExplainAfterSeconds;
  if (working && settled) study.work(study_milliseconds(since_last));
  return appearing || working;
}

void TryPanel::draw(const PageCanvas& canvas, const Rect& place) const {
  draw_strip(canvas, place, strip_, app_, texture());
  const Rect card = card_place(place);
  if (shows_batch()) return draw_batch(canvas, card, batch_, *app_.batch, texture());
  if (app_.drawing) return draw_pad(canvas, card, pad_, *app_.drawing);
  if (!app_.reading) return draw_offer(canvas, card, offer_, app_.alert, samples_);
  draw_result(canvas, card, result_, *app_.reading, age_);
  draw_keep(canvas, card, keep_);
  const OcclusionStudy* study = live_ ? live_->occlusion(app_.reading->digit) : nullptr;
  if (study) draw_explain(canvas, card, explain_, *study);
}

// The host moves the ways' buttons over the drawn ones and keeps the rest in step with the state
// (shell/page/try_panel.js).
std::string TryPanel::html() const {
  std::string html = "<div data-panel=\"try\"><div class=\"offer\">\n<div class=\"ways\">\n";
  for (const OfferWay& way : kOfferWays) {
    html += "<div class=\"way\"><h3>" + std::string(way.title) + "</h3>\n<button id=\"" +
            std::string(way.control) + "\" type=\"button\" aria-describedby=\"" +
            std::string(way.words_id) + "\">" + std::string(way.button) + "</button>\n<p id=\"" +
            std::string(way.words_id) + "\">" + std::string(way.words) + "</p></div>\n";
  }
  html += "</div>\n" + pad_html();
  if (!samples_.empty()) html += "<ul class=\"samples\">\n";
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    html += "<li><button type=\"button\" data-control=\"" + sample_id(i) + "\">Try " +
            escape_html(samples_[i].label) + "</button></li>\n";
  }
  if (!samples_.empty()) html += "</ul>\n";
  return html + "</div></div>";
}

std::vector<Control> TryPanel::controls(const Rect& place) const {
  std::vector<Control> controls;
  add_strip_controls(place, strip_, app_, controls);
  const Rect card = card_place(place);
  if (shows_batch()) {
    add_batch_controls(card, batch_, *app_.batch, id, controls);
    return controls;
  }
  const auto add = [&](std::string_view control, ControlKind kind, std::string_view label,
                       const Rect& inner) {
    controls.push_back(
        {std::string(control), std::move(kind), std::string(label), moved(inner, card)});
  };
  if (app_.reading) {
    add(kStartOverControl, HostControl{}, kStartOver, result_.start_over);
    if (const auto invert = inversion(*app_.reading))
      add(invert->id, ButtonControl{}, invert->label, result_.invert);
    for (const auto* buttons : {&keep_.buttons, &keep_.labels})
      for (const KeepButton& button : *buttons)
        add(button.action.id, kind_of(button.action), button.action.label, button.place);
    if (live_) add_explain_controls(card, explain_, controls);
    return controls;
  }
  if (app_.drawing) {
    add_pad_controls(card, pad_, controls);
    return controls;
  }
  for (std::size_t i = 0; i < kOfferWays.size(); ++i)
    add(kOfferWays[i].control, HostControl{}, kOfferWays[i].button, offer_.ways[i].button);
  for (std::size_t i = 0; i < offer_.samples.size(); ++i)
    add(sample_id(i), ButtonControl{}, "Try " + samples_[i].label, offer_.samples[i]);
  return controls;
}

bool TryPanel::press_batch(std::string_view control) {
  if (control == kTableDownload.id) wish_ = Wish::kTable;
  if (control == kCopyDigits.id && app_.batch->picture) wish_ = Wish::kDigitsInOrder;
  if (const auto back = way_back(*app_.batch); back && control == back->id) action_ = CloseRow{};
  if (control == kEarlierRows.id) action_ = TurnPage{-1};
  if (control == kLaterRows.id) action_ = TurnPage{1};
  for (const BatchColumn& column : kBatchColumns) {
    if (control == column.id) action_ = SortRows{column.order};
  }
  for (const std::string_view prefix : {kRowPrefix, kFramePrefix}) {
    const std::size_t row = number_after(prefix, control);
    if (row < app_.batch->rows.size()) action_ = OpenRow{row};
  }
  return wish_ || action_;
}

PressResult TryPanel::press(std::string_view control) {
  if (is_explain_control(control) && live_ && app_.reading) {
    live_->show_visitors(app_.reading->digit);
    return {.handled = true};
  }
  if (const auto wish = file_wish(control)) {
    wish_ = app_.reading ? wish : std::nullopt;
    return {.handled = wish_.has_value()};
  }
  for (int digit = 0; digit < kDigitCount; ++digit)
    if (control == std::string(kCollectPrefix) + std::to_string(digit)) action_ = Collect{digit};
  if (app_.batch && press_batch(control)) return {.handled = true};
  for (const auto& [pressed, action] : kPresses) {
    if (control == pressed) action_ = action;
  }
  if (control.starts_with(kSamplePrefix)) {
    const std::size_t index = number_after(kSamplePrefix, control);
    if (index < samples_.size()) action_ = TryDigit{samples_[index].image};
  }
  return {.handled = action_.has_value()};
}

}  // namespace second_opinion
