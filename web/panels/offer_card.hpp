// "Try a digit" while it waits for one: the three ways to bring it, the reason for the last
// refusal, and digits of ours to start with.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "core/image/digit_image.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

struct SampleDigit {
  DigitImage image;
  std::string label;  // for screen readers: "test digit 123, a 7"
};

// One way to bring a digit. The Reader view and the drawn card say the same words.
struct OfferWay {
  std::string_view control;  // the id of its button, which the host performs
  std::string_view title;
  std::string_view button;
  std::string_view words;
  std::string_view words_id;  // of the words in the Reader view, which describe the button
};
inline constexpr std::array<OfferWay, 3> kOfferWays{
    {{kUploadControl, "A CSV file", "Choose a CSV file",
      "28 rows of 28 values, no header row. Values are intensities, bright ink on black: either "
      "0–255 or scaled to 0–1; which of the two is found out. The file stays on this device.",
      "upload-help"},
     {kDrawControl, "Your own hand", "Draw a digit",
      "With a pen, a finger, a mouse or the arrow keys. Both networks answer while you draw.",
      "draw-help"},
     {kPictureUploadControl, "A picture", "Choose a picture",
      "A photograph or a scan of one digit or of many. It stays on this device.", "picture-help"}}};

// All places relative to the card's corner.
struct OfferLayout {
  struct Way {
    Rect title{};
    Rect button{};
    Rect words{};
  };

  float width = 0;
  float height = 0;
  Rect refusal{};  // h = 0: nothing was refused
  std::array<Way, kOfferWays.size()> ways{};
  std::string_view hint_text{};  // what else can be done with a CSV file
  Rect hint{};
  std::vector<Rect> rules{};  // hairlines between the ways
  Rect samples_label{};
  std::vector<Rect> samples{};
};

OfferLayout layout_offer(const Fonts& fonts, std::string_view alert, std::size_t sample_count,
                         float width);
void draw_offer(const PageCanvas& canvas, const Rect& place, const OfferLayout& layout,
                std::string_view alert, std::span<const SampleDigit> samples);

}  // namespace second_opinion
