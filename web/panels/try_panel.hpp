// "Try a digit": offers ways to bring one, holds the pad or shows the result, as the App says.
// Reads the App, never changes it: a press becomes an Action that the page performs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/app.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/panels/batch_card.hpp"
#include "web/panels/batch_strip.hpp"
#include "web/panels/explain_row.hpp"
#include "web/panels/keep_row.hpp"
#include "web/panels/offer_card.hpp"
#include "web/panels/pad_card.hpp"
#include "web/panels/result_card.hpp"

namespace second_opinion {

// What the visitor wants of the digit that shows, of the set or of a batch, and the host has to
// make.
enum class Wish : unsigned char { kLink, kCsv, kPicture, kSet, kTable, kDigitsInOrder };

class TryPanel : public Figure {
 public:
  // live: explains the digit of a result, and is told to when the visitor asks for more; none: no
  // explanation. texture: of the picture that a batch was found on; it outlives the panel.
  TryPanel(const App& app, std::vector<SampleDigit> samples, LiveDigit* live = nullptr,
           const PictureTexture* texture = nullptr)
      : app_(app), samples_(std::move(samples)), live_(live), texture_(texture) {
    id = "try";
  }

  FigureWidth width_class() const override { return FigureWidth::kWide; }
  float measure(const Fonts& fonts, float width) override;
  // The appearance of a result goes on, and then the calculation of what it hangs on.
  bool update(const FrameInput& input, const Rect& place) override;
  void draw(const PageCanvas& canvas, const Rect& place) const override;
  std::string html() const override;
  std::vector<Control> controls(const Rect& place) const override;
  PressResult press(std::string_view control_id) override;

  // What the visitor wants after a press, once.
  std::optional<Action> take_action() { return std::exchange(action_, std::nullopt); }
  // What is to be handed to the host after a press, once.
  std::optional<Wish> take_wish() { return std::exchange(wish_, std::nullopt); }

 private:
  // Where the card is, below the strip.
  Rect card_place(const Rect& place) const {
    return {place.x, place.y + strip_.height, place.w, place.h - strip_.height};
  }
  bool shows_batch() const { return app_.phase == Phase::kResult && !app_.reading; }
  float measure_card(const Fonts& fonts, float width);
  PictureTexture texture() const { return texture_ ? *texture_ : PictureTexture{}; }
  bool press_batch(std::string_view control_id);

  const App& app_;
  std::vector<SampleDigit> samples_;
  std::optional<Action> action_;
  std::optional<Wish> wish_;
  StripLayout strip_;
  BatchLayout batch_;
  OfferLayout offer_;
  PadLayout pad_;
  ResultLayout result_;
  KeepLayout keep_;
  LiveDigit* live_;
  const PictureTexture* texture_;
  ExplainLayout explain_;
  double last_update_ = 0;  // seconds
  int shown_reading_ = 0;   // whose appearance is animated …
  double shown_since_ = 0;  // … since then
  double age_ = 0;          // seconds since then
};

}  // namespace second_opinion
