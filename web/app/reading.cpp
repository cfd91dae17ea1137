// The sentences about a reading, and the file that it can be kept as.
#include "web/app/reading.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace second_opinion {
namespace {

// What the front end found is worth a word from here on, as shares of full brightness.
constexpr float kGreyPaper = 0.02f;
constexpr float kUnevenLight = 0.1f;

// With a space that does not break: no line begins with the digit.
std::string a_digit(int digit) {
  return (digit == 8 ? "an\u00a0" : "a\u00a0") + std::to_string(digit);
}

// Browsers round their clocks, some to 0.1 ms: no more digits than that.
std::string duration(double seconds) {
  const double milliseconds = seconds * 1000;
  if (milliseconds < 0.1) return "under 0.1\u202fms";
  char text[32];
  std::snprintf(text, sizeof text, milliseconds < 9.95 ? "%.1f\u202fms" : "%.0f\u202fms",
                milliseconds);
  return text;
}

std::string how_it_came(const Reading& reading) {
  if (reading.csv) return describe(*reading.csv);
  switch (reading.source) {
    case Source::kDrawing:
      return "Drawn here, then cropped, scaled and centred as MNIST\u2019s digits were.";
    case Source::kPicture:
      return "Found in a picture, then cropped, scaled and centred as MNIST\u2019s digits were.";
    case Source::kLink:
      return "Carried here by the link.";
    case Source::kCsv:
    case Source::kSample:
      break;
  }
  return "One of this page's own digits.";
}

}  // namespace

std::string_view name_of(Source source) {
  switch (source) {
    case Source::kCsv:
      return "csv";
    case Source::kDrawing:
      return "drawing";
    case Source::kPicture:
      return "picture";
    case Source::kLink:
      return "link";
    case Source::kSample:
      return "sample";
  }
  return "";
}

// Sentences after others; empty when the picture reaches the networks as it is.
std::string describe_front_end(const FrontEndReport& report) {
  std::string text;
  if (report.dark_ink)
    text += " Its ink is darker than its paper; the networks see it bright on black.";
  else if (report.unevenness >= kUnevenLight)
    text += " The light on its paper is uneven; the networks see the paper black.";
  else if (report.paper >= kGreyPaper)
    text += " The paper is grey; the networks see it black.";
  if (report.gain > 1.2f && !report.dark_ink) text += " Its faint ink is raised for them.";
  if (report.specks > 0)
    text += " " + std::to_string(report.specks) + " specks are taken off it for them.";
  return text;
}

SeenPicture seen_as(const DigitImage& digit) {
  SeenPicture seen;
  std::copy(digit.pixels().begin(), digit.pixels().end(), seen.pixels.begin());
  seen.report = apply_front_end(seen.pixels);
  return seen;
}

std::string describe_reading(const Reading& reading) {
  std::string text = how_it_came(reading);
  if (reading.inverted) text += " Then inverted: paper dark, ink bright.";
  return text + describe_front_end(reading.seen.report);
}

std::string describe_warning(const Reading& reading) {
  // Bright paper under ink that is brighter still is no reason to warn.
  if (reading.looks_inverted() && reading.seen.report.dark_ink && !reading.inverted) {
    return "This looks like dark ink on white paper. The networks learnt from bright ink on black, "
           "so they see it turned; invert it to see it as they do.";
  }
  if (!reading.looks_unlike_a_digit()) return "";
  return "This does not look much like a digit to the networks. They know nothing but digits and "
         "must name one, so do not trust their answers here.";
}

std::string describe_opinions(int cnn, int transformer) {
  if (cnn == transformer) return "Both networks read " + a_digit(cnn) + ".";
  return "They disagree: the convolutional network reads " + a_digit(cnn) + ", the transformer " +
         a_digit(transformer) + ".";
}

std::string describe_opinions(const Reading& reading) {
  return describe_opinions(reading.cnn.digit, reading.transformer.digit);
}

std::string describe_times(const Reading& reading) {
  if (!reading.cnn_seconds || !reading.transformer_seconds) return "";
  return "CNN " + duration(*reading.cnn_seconds) + ", transformer " +
         duration(*reading.transformer_seconds) + " on this device.";
}

std::optional<ResultAction> inversion(const Reading& reading) {
  if (reading.inverted) return ResultAction{kInvertControl, "Undo the inversion"};
  if (reading.looks_inverted()) return ResultAction{kInvertControl, "Invert it"};
  return std::nullopt;
}

std::string digit_csv(const Reading& reading) {
  std::array<unsigned char, kImagePixels> bytes{};
  std::transform(reading.digit.pixels().begin(), reading.digit.pixels().end(), bytes.begin(),
                 [](float pixel) { return static_cast<unsigned char>(std::lround(pixel * 255)); });
  // Ink too faint for 256 steps would be a blank picture: then in full precision.
  const bool blank =
      std::all_of(bytes.begin(), bytes.end(), [&](unsigned char byte) { return byte == bytes[0]; });
  return print_csv_image(blank ? reading.digit : DigitImage::from_bytes(bytes));
}

}  // namespace second_opinion
