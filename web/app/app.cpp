// The transitions between ready, refused, drawing and result.
#include "web/app/app.hpp"

#include <algorithm>
#include <chrono>

#include "core/image/digit_link.hpp"
#include "web/app/intake.hpp"
#include "web/app/timed_opinion.hpp"

namespace second_opinion {
namespace {

void classify(App& app, Reading& reading) {
  reading.digit = reading.inverted ? reading.original.inverted() : reading.original;
  reading.seen = seen_as(reading.digit);
  reading.cnn = timed_opinion(app.clock, app.cnn, reading.digit, reading.cnn_seconds);
  reading.transformer =
      timed_opinion(app.clock, app.transformer, reading.digit, reading.transformer_seconds);
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
  app.batch.reset();
}

void read_csv(App& app, const OfferedFile& file, Source source) {
  auto parsed = parse_csv_image(file);
  if (!parsed) return refuse(app, describe(parsed.error()) + words_for_picture(file));
  const DigitImage image = parsed.value().image;
  show_result(app, {.source = source, .original = image, .csv = std::move(parsed).value()});
}

void begin_batch(App& app, int files) {
  app.batch =
      Batch{.number = ++app.batches, .files = files, .expected = std::min(files, kMostBatchFiles)};
  app.phase = Phase::kReady;
  app.alert.clear();
}

bool waits_for_file(const App& app, int batch) {
  return next_step(app, batch) == BatchStep::kNextFile;
}

void open_row(App& app, std::size_t row) {
  Batch& batch = *app.batch;
  if (row >= batch.rows.size() || !batch.rows[row].reading) return;
  batch.open = row;
  turn_to_row(batch, row);
  show_result(app, *batch.rows[row].reading);
}

// A picture of one digit is that digit; one of which nothing was read is refused as a file is.
void finish_batch(App& app) {
  Batch& batch = *app.batch;
  app.files += batch.files;
  sort_batch(batch, BatchOrder::kOffered);
  const bool alone = batch.expected == 1 && batch.rows.size() == 1;
  if (alone && !batch.rows[0].reading) {
    app.phase = Phase::kRefused;
    app.alert = batch.rows[0].refusal;
    app.batch.reset();
    return;
  }
  app.phase = Phase::kResult;
  app.reading.reset();
  if (alone) open_row(app, 0);
}

struct Update {
  App& app;

  void operator()(const OfferFile& offer) const {
    if (!shows_upload(app)) return;
    ++app.files;
    app.batch.reset();
    read_csv(app, offer.file, Source::kCsv);
  }
  // Through print and parse, so that a digit of ours takes the path of a visitor's file.
  void operator()(const TryDigit& chosen) const {
    const std::string text = print_csv_image(chosen.digit);
    app.batch.reset();
    read_csv(app,
             {.name = "digit.csv",
              .bytes = {reinterpret_cast<const unsigned char*>(text.data()), text.size()},
              .total_bytes = static_cast<double>(text.size())},
             Source::kSample);
  }
  void operator()(const OpenLink& link) const {
    auto digit = parse_digit_link(link.text);
    if (!digit) return refuse(app, digit.error());
    app.batch.reset();
    show_result(app, {.source = Source::kLink, .original = std::move(digit).value()});
  }
  void operator()(const Invert&) const {
    if (!app.reading) return;
    app.reading->inverted = !app.reading->inverted;
    classify(app, *app.reading);
    if (app.batch && app.batch->open) app.batch->rows[*app.batch->open].reading = app.reading;
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
    app.batch.reset();
    app.drawing.reset();
  }
  void operator()(const BeginBatch& begin) const {
    if (shows_upload(app)) begin_batch(app, begin.files);
  }
  void operator()(const AddFile& add) const {
    if (waits_for_file(app, add.batch)) add_file(*app.batch, add.file);
  }
  void operator()(const AddPicture& add) const {
    if (waits_for_file(app, add.batch)) add_picture(*app.batch, add.name, *add.picture);
  }
  void operator()(const AddRefusal& add) const {
    if (waits_for_file(app, add.batch)) add_refusal(*app.batch, add.name, add.why);
  }
  void operator()(const ReadOn& read) const {
    if (next_step(app, read.batch) == BatchStep::kOver) return;
    judge_rows(*app.batch, app.cnn, app.transformer, app.clock, read.seconds);
    if (app.batch->done()) finish_batch(app);
  }
  void operator()(const OpenRow& open) const {
    if (app.phase == Phase::kResult && app.batch) open_row(app, open.row);
  }
  void operator()(const CloseRow&) const {
    if (!app.batch || !app.batch->open || app.batch->rows.size() == 1) return;
    app.batch->open.reset();
    app.reading.reset();
  }
  void operator()(const SortRows& sort) const {
    if (app.batch && app.batch->done()) sort_batch(*app.batch, sort.by);
  }
  void operator()(const TurnPage& turn) const {
    if (!app.batch) return;
    const int page = app.batch->page + turn.pages;
    app.batch->page = std::clamp(page, 0, batch_pages(*app.batch) - 1);
  }
  void operator()(const OpenPad&) const {
    if (!shows_upload(app)) return;
    app.phase = Phase::kDrawing;
    app.alert.clear();
    app.batch.reset();
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

BatchStep next_step(const App& app, int batch) {
  if (!shows_upload(app) || !app.batch || app.batch->number != batch) return BatchStep::kOver;
  const bool waits =
      app.batch->taken < app.batch->expected && app.batch->judged == app.batch->rows.size();
  return waits ? BatchStep::kNextFile : BatchStep::kNetworks;
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
