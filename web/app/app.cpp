// The transitions between ready, refused and result, and the sentences that the
// drawn page, the Reader view and screen readers share.
#include "web/app/app.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <span>
#include <utility>

#include "core/image/front_end.hpp"

namespace second_opinion {
namespace {

// What the front end found is worth a word from here on, as shares of full brightness.
constexpr float kGreyPaper = 0.02f;
constexpr float kUnevenLight = 0.1f;

// A time is taken over so many steps of the clock, and so is off by 5 % at most.
constexpr double kClockSteps = 20;
constexpr int kMostRounds = 200;  // a fifth of a second or so; a clock so slow stays unread
// Some milliseconds; a clock that has not moved by then is of no use.
constexpr int kClockReadings = 50000;

// How far the clock moves at a time, 0 when it does not move. Browsers make it coarse on purpose,
// Safari and Firefox a whole millisecond, in which a network reads a digit.
double clock_step(double (*clock)()) {
  const double start = clock();
  for (int reading = 0; reading < kClockReadings; ++reading) {
    if (const double step = clock() - start; step > 0) return step;
  }
  return 0;
}

// The opinion, and what it takes on average. The first reading does not count: after loading it
// also pays for compiling the code.
Classification timed(double (*clock)(), Classifier& network, const DigitImage& digit,
                     std::optional<double>& seconds) {
  Classification opinion = network.classify(digit);
  const double wanted = kClockSteps * clock_step(clock);
  const double start = clock();
  double taken = 0;
  int rounds = 0;
  while (wanted > 0 && taken < wanted && rounds < kMostRounds) {
    opinion = network.classify(digit);
    ++rounds;
    taken = clock() - start;
  }
  seconds = wanted > 0 && taken >= wanted ? std::optional(taken / rounds) : std::nullopt;
  return opinion;
}

void classify(App& app, Reading& reading) {
  reading.digit = reading.inverted ? reading.file.image.inverted() : reading.file.image;
  reading.seen = seen_as(reading.digit);
  reading.cnn = timed(app.clock, app.cnn, reading.digit, reading.cnn_seconds);
  reading.transformer =
      timed(app.clock, app.transformer, reading.digit, reading.transformer_seconds);
  reading.number = ++app.readings;
}

void read(App& app, const OfferedFile& file) {
  auto parsed = parse_csv_image(file);
  if (!parsed) {
    app.phase = Phase::kRefused;
    app.alert = describe(parsed.error());
    app.reading.reset();
    return;
  }
  Reading reading{.file = std::move(parsed).value()};
  classify(app, reading);
  app.reading = std::move(reading);
  app.phase = Phase::kResult;
  app.alert.clear();
}

struct Update {
  App& app;

  void operator()(const OfferFile& offer) const {
    if (!shows_upload(app)) return;
    app.files += offer.file.file_count > 1 ? offer.file.file_count : 1;
    read(app, offer.file);
  }
  // Through print and parse, so that a digit of ours takes the path of a visitor's file.
  void operator()(const TryDigit& chosen) const {
    const std::string text = print_csv_image(chosen.digit);
    read(app, {.name = "digit.csv",
               .bytes = {reinterpret_cast<const unsigned char*>(text.data()), text.size()},
               .total_bytes = static_cast<double>(text.size())});
  }
  void operator()(const Invert&) const {
    if (!app.reading) return;
    app.reading->inverted = !app.reading->inverted;
    classify(app, *app.reading);
  }
  void operator()(const StartOver&) const {
    app.phase = Phase::kReady;
    app.alert.clear();
    app.reading.reset();
  }
};

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

}  // namespace

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void update(App& app, const Action& action) {
  std::visit(Update{app}, action);
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
  std::string text = describe(reading.file);
  if (reading.inverted) text += " Then inverted: paper dark, ink bright.";
  return text + describe_front_end(reading.seen.report);
}

std::string describe_warning(const Reading& reading) {
  // Bright paper under ink that is brighter still is no reason to warn.
  if (reading.file.looks_inverted && reading.seen.report.dark_ink && !reading.inverted) {
    return "This looks like dark ink on white paper. The networks learnt from bright ink on black, "
           "so they see it turned; invert it to see it as they do.";
  }
  if (!reading.looks_unlike_a_digit()) return "";
  return "This does not look much like a digit to the networks. They know nothing but digits and "
         "must name one, so do not trust their answers here.";
}

std::string describe_opinions(const Reading& reading) {
  if (reading.agree()) return "Both networks read " + a_digit(reading.cnn.digit) + ".";
  return "They disagree: the convolutional network reads " + a_digit(reading.cnn.digit) +
         ", the transformer " + a_digit(reading.transformer.digit) + ".";
}

std::string describe_times(const Reading& reading) {
  if (!reading.cnn_seconds || !reading.transformer_seconds) return "";
  return "CNN " + duration(*reading.cnn_seconds) + ", transformer " +
         duration(*reading.transformer_seconds) + " on this device.";
}

std::optional<ResultAction> inversion(const Reading& reading) {
  if (reading.inverted) return ResultAction{kInvertControl, "Undo the inversion"};
  if (reading.file.looks_inverted) return ResultAction{kInvertControl, "Invert it"};
  return std::nullopt;
}

std::vector<ResultAction> result_actions(const Reading& reading) {
  std::vector<ResultAction> actions{kDownload};
  if (const auto invert = inversion(reading)) actions.push_back(*invert);
  return actions;
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
