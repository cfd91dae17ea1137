// A digit that the networks have read: where it came from, both opinions on it, and the sentences
// about it that the drawn page, the Reader view and screen readers share. Changes nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/classifier/classifier.hpp"
#include "core/csv/csv_image.hpp"
#include "core/image/front_end.hpp"

namespace second_opinion {

// How a digit came to the page. kSample is one of the page's own.
enum class Source : unsigned char { kCsv, kDrawing, kPicture, kLink, kSample };
std::string_view name_of(Source source);  // as status and checks know it: "csv"

// A digit as the networks see it, after core's front end, and what that did.
struct SeenPicture {
  std::array<float, kImagePixels> pixels{};  // 0..1
  FrontEndReport report;
};
SeenPicture seen_as(const DigitImage& digit);

// An accepted digit and the two opinions on it.
struct Reading {
  Source source = Source::kCsv;
  DigitImage original{};          // as it came
  std::optional<CsvImage> csv{};  // how it was read, where it came as a CSV file
  bool inverted = false;          // the visitor swapped paper and ink
  DigitImage digit{};             // what they were asked about: the original, or its inversion
  SeenPicture seen{};             // what of it they saw
  Classification cnn{};
  Classification transformer{};
  int number = 0;  // grows with every reading, so that a panel knows a new one
  // What each network took on this device, where the clock is fine enough to tell.
  std::optional<double> cnn_seconds{};
  std::optional<double> transformer_seconds{};

  // Dark ink on white paper, as no file of MNIST has it.
  bool looks_inverted() const { return csv && csv->looks_inverted; }
  bool agree() const { return cnn.digit == transformer.digit; }
  // How unlike a digit both find it together, 0..1: the surer network prevails (validation's choice
  // among either, both and mean). None where the weights cannot say.
  std::optional<float> doubt() const {
    if (!cnn.novelty || !transformer.novelty) return std::nullopt;
    return (*cnn.novelty + *transformer.novelty) / 2;
  }
  bool looks_unlike_a_digit() const { return doubt().value_or(0) > 0.5f; }
};

// What the front end did, in sentences that follow others (a space before each); empty for nothing.
std::string describe_front_end(const FrontEndReport& report);

// One or two sentences for the result: how the digit came to be read, and the doubt about it
// (or "").
std::string describe_reading(const Reading& reading);
std::string describe_warning(const Reading& reading);
// "Both networks read a 7." or who reads what.
std::string describe_opinions(int cnn, int transformer);
std::string describe_opinions(const Reading& reading);
// "CNN 1.2 ms, transformer 1.9 ms on this device.", or "" where the clock could not tell.
std::string describe_times(const Reading& reading);

// What can be done with a result besides starting over.
struct ResultAction {
  std::string_view id;  // of the control that does it
  std::string label;
};
inline constexpr std::string_view kInvertControl = "invert";
// "Invert it" or its undoing; none where the digit does not look inverted.
std::optional<ResultAction> inversion(const Reading& reading);

// The digit as both networks saw it, as a file that the page accepts again: 28 rows of 0–255.
std::string digit_csv(const Reading& reading);

}  // namespace second_opinion
