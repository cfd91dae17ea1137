// The members that shell/page and the browser stories read, and the sentences that go with them.
#include "web/app/status.hpp"

#include <cmath>

#include "web/host/json_writer.hpp"

namespace second_opinion {
namespace {

std::string_view name_of(Phase phase) {
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

void write_opinion(JsonWriter& json, std::string_view name, const Classification& opinion,
                   std::optional<double> seconds) {
  json.key(name).open_object().member("digit", opinion.digit);
  json.key("probabilities").values(opinion.probabilities);
  if (seconds) json.member("milliseconds", *seconds * 1000);
  if (opinion.novelty) json.member("novelty", *opinion.novelty);
  json.close_object();
}

void write_actions(JsonWriter& json, const Reading& reading) {
  json.key("actions").open_array();
  for (const ResultAction& action : result_actions(reading))
    json.open_object().member("id", action.id).member("label", action.label).close_object();
  json.close_array();
}

void write_result(JsonWriter& json, const Reading& reading) {
  json.open_object();
  json.member("scale", reading.file.scale == IntensityScale::kUnit ? "0-1" : "0-255");
  write_opinion(json, "cnn", reading.cnn, reading.cnn_seconds);
  write_opinion(json, "transformer", reading.transformer, reading.transformer_seconds);
  json.member("agree", reading.agree());
  json.member("unlike", reading.looks_unlike_a_digit());
  json.member("looks_inverted", reading.file.looks_inverted);
  json.member("inverted", reading.inverted);
  json.member("summary", describe_opinions(reading));
  json.member("times", describe_times(reading));
  write_actions(json, reading);
  json.key("pixels").open_array();
  for (const float pixel : reading.digit.pixels())
    json.value(static_cast<int>(std::lround(pixel * 255)));
  json.close_array().close_object();
}

}  // namespace

std::string status_json(const App& app, const ViewState& view) {
  const Reading* reading = app.reading ? &*app.reading : nullptr;
  JsonWriter json;
  json.open_object().member("state", name_of(app.phase)).member("files", app.files);
  json.member("frames", view.frames).member("alert", app.alert);
  json.member("read", reading ? describe_reading(*reading) : "");
  json.member("warning", reading ? describe_warning(*reading) : "");
  json.key("result");
  if (reading)
    write_result(json, *reading);
  else
    json.null();
  json.member("theme", view.dark ? "dark" : "light").member("view", name_of(view.view));
  json.close_object();
  return json.take();
}

}  // namespace second_opinion
