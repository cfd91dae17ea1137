// The transitions between ready, refused, drawing and result.
#include "web/app/app.hpp"

#include <chrono>

#include "core/image/digit_link.hpp"

namespace second_opinion {
namespace {

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
  reading.digit = reading.inverted ? reading.original.inverted() : reading.original;
  reading.seen = seen_as(reading.digit);
  reading.cnn = timed(app.clock, app.cnn, reading.digit, reading.cnn_seconds);
  reading.transformer =
      timed(app.clock, app.transformer, reading.digit, reading.transformer_seconds);
  reading.number = ++app.readings;
}

// What was made of one digit says nothing of the next.
void forget_kept(App& app) {
  app.keeping.asks_label = false;
  app.keeping.link = LinkPlace::kNone;
}

void show_result(App& app, Reading reading) {
  classify(app, reading);
  app.reading = std::move(reading);
  app.phase = Phase::kResult;
  app.alert.clear();
  app.drawing.reset();
  forget_kept(app);
}

void refuse(App& app, std::string why) {
  app.phase = Phase::kRefused;
  app.alert = std::move(why);
  app.reading.reset();
  app.drawing.reset();
}

void read_csv(App& app, const OfferedFile& file, Source source) {
  auto parsed = parse_csv_image(file);
  if (!parsed) return refuse(app, describe(parsed.error()));
  const DigitImage image = parsed.value().image;
  show_result(app, {.source = source, .original = image, .csv = std::move(parsed).value()});
}

struct Update {
  App& app;

  void operator()(const OfferFile& offer) const {
    if (!shows_upload(app)) return;
    app.files += offer.file.file_count > 1 ? offer.file.file_count : 1;
    read_csv(app, offer.file, Source::kCsv);
  }
  // Through print and parse, so that a digit of ours takes the path of a visitor's file.
  void operator()(const TryDigit& chosen) const {
    const std::string text = print_csv_image(chosen.digit);
    read_csv(app,
             {.name = "digit.csv",
              .bytes = {reinterpret_cast<const unsigned char*>(text.data()), text.size()},
              .total_bytes = static_cast<double>(text.size())},
             Source::kSample);
  }
  void operator()(const OpenLink& link) const {
    auto digit = parse_digit_link(link.text);
    if (!digit) return refuse(app, digit.error());
    show_result(app, {.source = Source::kLink, .original = std::move(digit).value()});
  }
  void operator()(const Invert&) const {
    if (!app.reading) return;
    app.reading->inverted = !app.reading->inverted;
    classify(app, *app.reading);
    forget_kept(app);
  }
  void operator()(const LinkMade& made) const {
    if (app.reading) app.keeping.link = made.where;
  }
  void operator()(const AskForLabel&) const {
    app.keeping.asks_label = app.reading && !app.keeping.asks_label;
  }
  void operator()(const Collect& digit) const {
    if (!app.reading || digit.label < 0 || digit.label >= kDigitCount) return;
    app.keeping.set.push_back({app.reading->digit, digit.label});
    app.keeping.asks_label = false;
  }
  void operator()(const StartOver&) const {
    app.phase = Phase::kReady;
    app.alert.clear();
    app.reading.reset();
    app.drawing.reset();
  }
  void operator()(const OpenPad&) const {
    if (!shows_upload(app)) return;
    app.phase = Phase::kDrawing;
    app.alert.clear();
    app.drawing.emplace();
  }
  void operator()(const BeginStroke& pen) const {
    if (app.drawing) app.drawing->begin_stroke(pen.point);
  }
  void operator()(const ExtendStroke& pen) const {
    if (app.drawing) app.drawing->extend_stroke(pen.point);
  }
  void operator()(const PredictStroke& pen) const {
    if (app.drawing) app.drawing->predict(pen.point);
  }
  void operator()(const EndStroke&) const {
    if (app.drawing) app.drawing->end_stroke();
  }
  void operator()(const MoveCrossHair& move) const {
    if (app.drawing) app.drawing->move_cross_hair(move.dx, move.dy);
  }
  void operator()(const LowerOrLiftPen&) const {
    if (app.drawing) app.drawing->lower_or_lift();
  }
  void operator()(const UndoStroke&) const {
    if (app.drawing) app.drawing->undo();
  }
  void operator()(const RedoStroke&) const {
    if (app.drawing) app.drawing->redo();
  }
  void operator()(const ClearPad&) const {
    if (app.drawing) app.drawing->clear();
  }
  // From the strokes and not from the latest opinions, which may be those on a little less ink.
  void operator()(const FinishDrawing&) const {
    if (!app.drawing) return;
    const auto prepared = prepare_strokes(app.drawing->ink());
    if (!prepared) return;
    show_result(app, {.source = Source::kDrawing, .original = prepared->digit});
  }
};

}  // namespace

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void update(App& app, const Action& action) {
  std::visit(Update{app}, action);
}

bool update_opinions(App& app) {
  if (!awaits_opinions(app)) return false;
  const double start = app.clock();
  if (start < app.opinions_rest) return false;
  std::optional<DrawingOpinions> opinions;
  if (auto prepared = prepare_strokes(app.drawing->ink())) {
    const DigitImage digit = prepared->digit;
    opinions = {*std::move(prepared), app.cnn.classify(digit), app.transformer.classify(digit)};
  }
  app.drawing->set_opinions(std::move(opinions));
  const double end = app.clock();
  app.opinions_rest = end + (end - start);
  return true;
}

}  // namespace second_opinion
