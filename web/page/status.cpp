// Writes the JSON that shell/page/host.js and the browser tests read.
#include "web/page/status.hpp"

#include <cmath>

#include "web/app/json_writer.hpp"

namespace second_opinion {
namespace {

const char* name_of(Phase phase) {
  switch (phase) {
    case Phase::kReady:
      return "ready";
    case Phase::kRefused:
      return "refused";
    case Phase::kResult:
      return "result";
  }
  return "";
}

const char* name_of(ControlKind kind) {
  switch (kind) {
    case ControlKind::kButton:
      return "button";
    case ControlKind::kLink:
      return "link";
    case ControlKind::kSlider:
      return "slider";
  }
  return "";
}

void write_opinion(JsonWriter& json, std::string_view name, const Classification& opinion,
                   double seconds) {
  json.key(name)
      .open_object()
      .key("digit")
      .value(opinion.digit)
      .key("probabilities")
      .values(opinion.probabilities);
  json.key("milliseconds").value(seconds * 1000);
  if (opinion.novelty) json.key("novelty").value(static_cast<double>(*opinion.novelty));
  json.close_object();
}

void write_result(JsonWriter& json, const Reading& reading) {
  json.open_object();
  json.key("scale").value(reading.file.scale == IntensityScale::kUnit ? "0-1" : "0-255");
  write_opinion(json, "cnn", reading.cnn, reading.cnn_seconds);
  write_opinion(json, "transformer", reading.transformer, reading.transformer_seconds);
  json.key("agree").value(reading.agree());
  json.key("unlike").value(reading.looks_unlike_a_digit());
  json.key("looks_inverted").value(reading.file.looks_inverted);
  json.key("inverted").value(reading.inverted);
  json.key("summary").value(describe_opinions(reading));
  json.key("times").value(describe_times(reading));
  json.key("pixels").open_array();
  for (const float pixel : reading.digit.pixels())
    json.value(static_cast<int>(std::lround(pixel * 255)));
  json.close_array().close_object();
}

}  // namespace

std::string status_json(const App& app, const ViewState& view) {
  const Reading* reading = app.reading ? &*app.reading : nullptr;
  JsonWriter json;
  json.open_object();
  json.key("state").value(name_of(app.phase));
  json.key("files").value(app.files);
  json.key("frames").value(view.frames);
  json.key("alert").value(app.alert);
  json.key("read").value(reading ? describe_reading(*reading) : "");
  json.key("warning").value(reading ? describe_warning(*reading) : "");
  json.key("result");
  if (reading)
    write_result(json, *reading);
  else
    json.null();
  json.key("theme").value(view.dark ? "dark" : "light");
  json.key("view").value(view.canvas ? "canvas" : "reader");
  json.close_object();
  return json.take();
}

std::string layout_json(float height, std::span<const Control> controls,
                        std::span<const Anchor> anchors) {
  JsonWriter json;
  json.open_object().key("height").value(static_cast<double>(height)).key("controls").open_array();
  for (const Control& control : controls) {
    json.open_object().key("id").value(control.id);
    json.key("kind").value(name_of(control.kind)).key("label").value(control.label);
    json.key("x")
        .value(static_cast<double>(control.place.x))
        .key("y")
        .value(static_cast<double>(control.place.y));
    json.key("w")
        .value(static_cast<double>(control.place.w))
        .key("h")
        .value(static_cast<double>(control.place.h));
    if (control.kind == ControlKind::kLink) json.key("href").value(control.href);
    if (control.fixed) json.key("fixed").value(true);
    if (control.kind == ControlKind::kSlider)
      json.key("steps")
          .value(control.steps)
          .key("step")
          .value(control.step)
          .key("reading")
          .value(control.reading);
    if (!control.group.empty()) json.key("group").value(control.group);
    json.close_object();
  }
  json.close_array().key("anchors").open_array();
  for (const Anchor& anchor : anchors) {
    json.open_object().key("id").value(anchor.id).key("title").value(anchor.title);
    json.key("y").value(static_cast<double>(anchor.y)).close_object();
  }
  json.close_array().close_object();
  return json.take();
}

}  // namespace second_opinion
