// The members that shell/page and the browser stories read, and the sentences that go with them.
#include "web/app/status.hpp"

#include <cmath>

#include "web/app/batch_status.hpp"
#include "web/host/json_writer.hpp"

namespace second_opinion {
namespace {

std::string_view name_of(Phase phase) {
  switch (phase) {
    case Phase::kReady:
      return "ready";
    case Phase::kRefused:
      return "refused";
    case Phase::kDrawing:
      return "drawing";
    case Phase::kResult:
      return "result";
  }
  return "";
}

void write_opinion(JsonWriter& json, std::string_view name, const Classification& opinion,
                   std::optional<double> seconds) {
  json.key(name).open_object().member("digit", opinion.digit);
  json.key("probabilities").values(opinion.probabilities);
  if (seconds) json.member("milliseconds", *seconds * 1000);
  if (opinion.novelty) json.member("novelty", *opinion.novelty);
  json.close_object();
}

void write_pixels(JsonWriter& json, const DigitImage& digit) {
  json.key("pixels").open_array();
  for (const float pixel : digit.pixels()) json.value(static_cast<int>(std::lround(pixel * 255)));
  json.close_array();
}

void write_actions(JsonWriter& json, const Reading& reading, const Keeping& keeping) {
  json.key("actions").open_array();
  const auto write = [&](const ResultAction& action) {
    json.open_object().member("id", action.id).member("label", action.label).close_object();
  };
  if (const auto invert = inversion(reading)) write(*invert);
  for (const ResultAction& action : keeping_actions(keeping)) write(action);
  for (const ResultAction& action : label_actions(keeping)) write(action);
  json.close_array();
}

void write_result(JsonWriter& json, const Reading& reading, const Keeping& keeping) {
  json.open_object();
  json.member("source", name_of(reading.source));
  if (reading.csv)
    json.member("scale", reading.csv->scale == IntensityScale::kUnit ? "0-1" : "0-255");
  write_opinion(json, "cnn", reading.cnn, reading.cnn_seconds);
  write_opinion(json, "transformer", reading.transformer, reading.transformer_seconds);
  json.member("agree", reading.agree());
  json.member("unlike", reading.looks_unlike_a_digit());
  json.member("looks_inverted", reading.looks_inverted());
  json.member("inverted", reading.inverted);
  json.member("summary", describe_opinions(reading));
  json.member("times", describe_times(reading));
  write_actions(json, reading, keeping);
  write_pixels(json, reading.digit);
  json.close_object();
}

void write_digit(JsonWriter& json, std::string_view name, const Classification* opinion) {
  json.key(name);
  if (opinion)
    json.value(opinion->digit);
  else
    json.null();
}

// The Reader view shows these as the canvas does. Beside the canvas nobody reads them, and they
// would be written again at every point of a stroke.
void write_opinions(JsonWriter& json, const DrawingOpinions& opinions) {
  json.key("opinions").open_object();
  write_opinion(json, "cnn", opinions.cnn, std::nullopt);
  write_opinion(json, "transformer", opinions.transformer, std::nullopt);
  write_pixels(json, opinions.prepared.digit);
  json.close_object();
}

void write_drawing(JsonWriter& json, const Drawing& drawing, View view) {
  const DrawingOpinions* opinions = drawing.opinions() ? &*drawing.opinions() : nullptr;
  json.open_object().member("strokes", static_cast<int>(drawing.ink().size()));
  write_digit(json, "cnn", opinions ? &opinions->cnn : nullptr);
  write_digit(json, "transformer", opinions ? &opinions->transformer : nullptr);
  json.member("behind", drawing.has_news());  // there is newer ink than they have seen
  json.member("says", describe_drawing(drawing));
  json.member("undo", drawing.can_undo()).member("redo", drawing.can_redo());
  if (opinions && view == View::kReader) write_opinions(json, *opinions);
  json.close_object();
}

void write_points(JsonWriter& json, std::span<const InkPoint> points) {
  json.open_array();
  for (const InkPoint& point : points) json.value(point.x).value(point.y).value(ink_width(point));
  json.close_array();
}

}  // namespace

std::string ink_json(const Drawing& drawing) {
  JsonWriter json;
  json.open_object().key("strokes").open_array();
  for (const Stroke& stroke : drawing.ink()) write_points(json, stroke.points);
  json.close_array().key("predicted");
  write_points(json, drawing.predicted());
  const auto& pen = drawing.cross_hair();
  json.key("crossHair");
  if (pen)
    json.open_array().value(pen->x).value(pen->y).close_array();
  else
    json.null();
  return json.member("lowered", pen && pen->lowered).close_object().take();
}

std::string status_json(const App& app, const ViewState& view) {
  const Reading* reading = app.reading ? &*app.reading : nullptr;
  JsonWriter json;
  json.open_object().member("state", name_of(app.phase)).member("files", app.files);
  json.member("frames", view.frames).member("alert", app.alert);
  json.member("read", reading ? describe_reading(*reading) : "");
  json.member("warning", reading ? describe_warning(*reading) : "");
  json.key("result");
  if (reading)
    write_result(json, *reading, app.keeping);
  else
    json.null();
  json.key("drawing");
  if (app.drawing)
    write_drawing(json, *app.drawing, view.view);
  else
    json.null();
  json.key("batch");
  write_batch(json, app);
  json.member("theme", view.dark ? "dark" : "light").member("view", name_of(view.view));
  json.close_object();
  return json.take();
}

}  // namespace second_opinion
