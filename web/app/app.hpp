// What the page knows: which state it is in, what was offered, what both
// networks say. update() alone changes it. Draws nothing, knows no ImGui.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/classifier/classifier.hpp"
#include "core/csv/csv_image.hpp"
#include "core/image/front_end.hpp"

namespace second_opinion {

enum class Phase : unsigned char { kReady, kRefused, kResult };

// A digit as the networks see it, after core's front end, and what that did.
struct SeenPicture {
  std::array<float, kImagePixels> pixels{};  // 0..1
  FrontEndReport report;
};
SeenPicture seen_as(const DigitImage& digit);

// An accepted digit and the two opinions on it.
struct Reading {
  CsvImage file;          // as it was read
  bool inverted = false;  // the visitor swapped paper and ink
  DigitImage digit{};     // what they were asked about: file.image, or its inversion
  SeenPicture seen{};     // what of it they saw
  Classification cnn{};
  Classification transformer{};
  int number = 0;  // grows with every reading, so that a panel knows a new one
  // What each network took on this device, where the clock is fine enough to tell.
  std::optional<double> cnn_seconds{};
  std::optional<double> transformer_seconds{};

  bool agree() const { return cnn.digit == transformer.digit; }
  // Both doubts together: the surer network prevails (validation's choice among either, both and
  // mean).
  bool looks_unlike_a_digit() const {
    return cnn.novelty && transformer.novelty && (*cnn.novelty + *transformer.novelty) / 2 > 0.5f;
  }
};

// Seconds on a clock that only goes forward.
double steady_seconds();

struct App {
  App(Classifier cnn_network, Classifier transformer_network)
      : cnn(std::move(cnn_network)), transformer(std::move(transformer_network)) {}

  Phase phase = Phase::kReady;
  int files = 0;                   // offered since sign-in: chosen, dropped or pasted
  std::string alert;               // why the last file was refused; empty otherwise
  std::optional<Reading> reading;  // exactly while phase is kResult
  int readings = 0;
  Classifier cnn;
  Classifier transformer;
  double (*clock)() = steady_seconds;  // tests bring their own
};

// Whether the visitor may offer a file, and is told how: never beside a result.
inline bool shows_upload(const App& app) {
  return app.phase != Phase::kResult;
}

struct OfferFile {
  OfferedFile file;
};  // the visitor's own; ignored while a result shows
struct TryDigit {
  DigitImage digit;
};                 // one of the page's digits; replaces a result
struct Invert {};  // swap paper and ink of the digit that shows, and back
struct StartOver {};
using Action = std::variant<OfferFile, TryDigit, Invert, StartOver>;

void update(App& app, const Action& action);

// What the front end did, in sentences that follow others (a space before each); empty for nothing.
std::string describe_front_end(const FrontEndReport& report);

// One or two sentences for the result: how the file was read, and the doubt about it (or "").
std::string describe_reading(const Reading& reading);
std::string describe_warning(const Reading& reading);
// "Both networks read a 7." or who reads what.
std::string describe_opinions(const Reading& reading);
// "CNN 1.2 ms, transformer 1.9 ms on this device.", or "" where the clock could not tell.
std::string describe_times(const Reading& reading);

// What can be done with a result besides starting over.
struct ResultAction {
  std::string_view id;  // of the control that does it
  std::string_view label;
};
inline constexpr ResultAction kDownload{"download", "Download as CSV"};
inline constexpr std::string_view kInvertControl = "invert";
// "Invert it" or its undoing; none where the digit does not look inverted.
std::optional<ResultAction> inversion(const Reading& reading);
std::vector<ResultAction> result_actions(const Reading& reading);

// The digit as both networks saw it, as a file that the page accepts again: 28 rows of 0–255.
std::string digit_csv(const Reading& reading);

}  // namespace second_opinion
