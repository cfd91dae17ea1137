// "Try a digit" while it waits for a file: the button, what to upload, the reason
// for the last refusal, and digits of ours to start with.
#pragma once

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

// What to upload, in one sentence each; #upload-help says the same.
inline constexpr std::string_view kUploadButton = "Choose a CSV file";
inline constexpr std::string_view kUploadHint = "or drop one anywhere on this page, or paste it";
inline constexpr std::string_view kUploadHintPhone = "or paste its text";
inline constexpr std::string_view kUploadHelp =
    "28 rows of 28 values, no header row. Values are intensities, bright ink on black: either "
    "0–255 or scaled to 0–1; which of "
    "the two "
    "is found out. The file stays on this device.";

// All places relative to the card's corner.
struct UploadLayout {
  float width = 0;
  float height = 0;
  Rect refusal{};  // h = 0: nothing was refused
  Rect button{};
  ImVec2 hint{};  // top left
  float hint_width = 0;
  std::string_view hint_text = kUploadHint;
  Rect help{};
  Rect samples_label{};
  std::vector<Rect> samples{};
};

UploadLayout layout_upload(const Fonts& fonts, std::string_view alert, std::size_t sample_count,
                           float width);
void draw_upload(const PageCanvas& canvas, const Rect& place, const UploadLayout& layout,
                 std::string_view alert, std::span<const SampleDigit> samples);

}  // namespace second_opinion
