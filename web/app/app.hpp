// What the page knows: which state it is in, what was offered, what both
// networks say. update() alone changes it. Draws nothing, knows no ImGui.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/classifier/classifier.hpp"
#include "core/csv/csv_image.hpp"
#include "web/app/batch.hpp"
#include "web/app/drawing.hpp"
#include "web/app/keeping.hpp"
#include "web/app/reading.hpp"

namespace second_opinion {

enum class Phase : unsigned char { kReady, kRefused, kDrawing, kResult };

// Seconds on a clock that only goes forward.
double steady_seconds();

struct App {
  App(Classifier cnn_network, Classifier transformer_network)
      : cnn(std::move(cnn_network)), transformer(std::move(transformer_network)) {}

  Phase phase = Phase::kReady;
  int files = 0;                   // offered since sign-in: chosen, dropped or pasted
  std::string alert;               // why the last file was refused; empty otherwise
  std::optional<Reading> reading;  // while phase is kResult, unless a whole batch shows
  std::optional<Drawing> drawing;  // exactly while phase is kDrawing
  Keeping keeping;                 // the set outlives readings, the rest does not
  double opinions_rest = 0;        // the clock's time until which the pen has the device to itself
  // Many digits: still being read until phase is kResult, and then what shows, unless one of them
  // does, which `reading` is.
  std::optional<Batch> batch;
  int readings = 0;
  int batches = 0;
  Classifier cnn;
  Classifier transformer;
  double (*clock)() = steady_seconds;  // tests bring their own
};

// Whether the visitor may offer a file, and is told how: never beside a result or the open pad.
inline bool shows_upload(const App& app) {
  return app.phase == Phase::kReady || app.phase == Phase::kRefused;
}

struct OfferFile {
  OfferedFile file;
};  // the visitor's own; ignored while a result or the pad shows
struct TryDigit {
  DigitImage digit;
};  // one of the page's digits; replaces a result
struct OpenLink {
  std::string text;  // what the address carries: see core/image/digit_link
};                   // replaces whatever shows
struct Invert {};    // swap paper and ink of the digit that shows, and back
struct StartOver {};

// What can be kept of a result; ignored without one.
struct LinkMade {
  LinkPlace where;
};
struct AskForLabel {};  // or ask no more
struct Collect {
  int label;
};  // the digit that shows joins the set
// Several files, or a picture: what they hold comes piece by piece under the batch's number, and is
// ignored when that batch is over. Then it shows, or the one digit that it is.
struct BeginBatch {
  int files;  // how many were offered
};
struct AddFile {
  int batch;
  OfferedFile file;
};
struct AddPicture {
  int batch;
  std::string_view name;
  const GreyPicture* picture;
};
struct AddRefusal {
  int batch;
  std::string_view name;
  std::string_view why;
};
struct ReadOn {  // lets the networks read what has come, for about so long
  int batch;
  double seconds;
};
struct OpenRow {
  std::size_t row;
};  // shows the whole result of one digit of the batch
struct CloseRow {};
struct SortRows {
  BatchOrder by;
};
struct TurnPage {
  int pages;  // forward, or back below 0
};

// The pad. All but the first are ignored unless it is open, and that one where files are.
struct OpenPad {};
struct BeginStroke {
  InkPoint point;
};
struct ExtendStroke {
  InkPoint point;
};
struct PredictStroke {
  InkPoint point;  // where the pen is likely to be a moment later
};
struct EndStroke {};
struct MoveCrossHair {
  float dx, dy;  // shares of the pad's side
};
struct LowerOrLiftPen {};  // of the cross-hair
struct UndoStroke {};
struct RedoStroke {};
struct ClearPad {};
struct FinishDrawing {};  // to the result, if there is ink

using Action =
    std::variant<OfferFile, TryDigit, OpenLink, Invert, StartOver, LinkMade, AskForLabel, Collect,
                 BeginBatch, AddFile, AddPicture, AddRefusal, ReadOn, OpenRow, CloseRow, SortRows,
                 TurnPage, OpenPad, BeginStroke, ExtendStroke, PredictStroke, EndStroke,
                 MoveCrossHair, LowerOrLiftPen, UndoStroke, RedoStroke, ClearPad, FinishDrawing>;

void update(App& app, const Action& action);

// What a batch waits for: nothing, because it is over; the next file; or the networks.
enum class BatchStep : unsigned char { kOver, kNextFile, kNetworks };
BatchStep next_step(const App& app, int batch);

// Asks both networks, once each, about what is on the pad, if that has changed: to be called once
// per frame. They may take half of the time and no more, because ink must keep up with the hand on
// slow devices as well. True when there are new opinions.
bool update_opinions(App& app);
// Whether update_opinions() has something left to do.
inline bool awaits_opinions(const App& app) {
  return app.drawing && app.drawing->has_news();
}

}  // namespace second_opinion
