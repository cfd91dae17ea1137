// Each kind of control brings its own members; the compiler asks for those of a new kind.
#include "web/host/layout_json.hpp"

#include "web/host/json_writer.hpp"

namespace second_opinion {
namespace {

struct WriteKind {
  JsonWriter& json;

  void operator()(const ButtonControl&) const { json.member("kind", "button"); }
  void operator()(const LinkControl& link) const {
    json.member("kind", "link").member("href", link.href);
    if (link.fixed) json.member("fixed", true);
    if (link.prepares) json.member("prepares", true);
  }
  void operator()(const SliderControl& slider) const {
    json.member("kind", "slider").member("steps", slider.steps).member("step", slider.step);
    json.member("reading", slider.reading);
  }
  void operator()(const HostControl&) const { json.member("kind", "host"); }
};

bool is_in_text(const Control& control) {
  const auto* link = std::get_if<LinkControl>(&control.kind);
  return link && link->in_text;
}

void write_control(JsonWriter& json, const Control& control) {
  json.open_object().member("id", control.id);
  std::visit(WriteKind{json}, control.kind);
  json.member("label", control.label);
  json.member("x", control.place.x).member("y", control.place.y);
  json.member("w", control.place.w).member("h", control.place.h);
  if (!control.group.empty()) json.member("group", control.group);
  json.close_object();
}

}  // namespace

std::string layout_json(float height, std::span<const Control> controls,
                        std::span<const Anchor> anchors, std::span<const float> blocks) {
  JsonWriter json;
  json.open_object().member("height", height).key("controls").open_array();
  for (const Control& control : controls) {
    if (!is_in_text(control)) write_control(json, control);
  }
  json.close_array().key("anchors").open_array();
  for (const Anchor& anchor : anchors) {
    json.open_object().member("id", anchor.id).member("title", anchor.title);
    json.member("y", anchor.y).close_object();
  }
  json.close_array().key("blocks").values(blocks).close_object();
  return json.take();
}

}  // namespace second_opinion
