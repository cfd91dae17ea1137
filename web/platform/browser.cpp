// The page in a browser: the functions that shell/page/host.js calls, and WebGL 2.
// Scrolling, focus, files and history are the host's; nothing here waits.
#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "web/app/json_writer.hpp"
#include "web/canvas/screen.hpp"
#include "web/page/page.hpp"
#include "web/platform/imgui_frame.hpp"
#include "web/platform/picture_texture.hpp"

namespace second_opinion {
namespace {

enum FrameBits { kWantsFrame = 1, kStatusChanged = 2, kLayoutChanged = 4, kRequestWaits = 8 };
enum StartResult { kStarted = 0, kNoWebGl = 1, kBroken = 2 };

// C functions carry no `this`: the one page of this module lives here.
struct Host {
  Assets assets;
  std::unique_ptr<Page> page;
  bool can_draw = false;  // there is a living WebGL context
  int pixel_width = 0, pixel_height = 0;
  std::string error;
  std::string answer;  // keeps the text alive that the last getter returned
  std::string request;
};
Host host;

const char* answer(std::string text) {
  host.answer = std::move(text);
  return host.answer.c_str();
}

bool create_webgl() {
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.majorVersion = 2;
  wanted.alpha = false;
  wanted.depth = false;
  wanted.stencil = false;
  wanted.antialias = false;
  const auto context = emscripten_webgl_create_context("#canvas", &wanted);
  return context > 0 &&
         emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS &&
         ImGui_ImplOpenGL3_Init("#version 300 es");
}

void draw_frame(double seconds) {
  ImGui_ImplOpenGL3_NewFrame();
  ImDrawData& frame = draw_imgui_frame(*host.page, seconds);
  const ImVec4 paper =
      ImGui::ColorConvertU32ToFloat4(theme_for(host.page->preferences().dark).paper);
  glViewport(0, 0, host.pixel_width, host.pixel_height);
  glClearColor(paper.x, paper.y, paper.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&frame);
}

// What is only needed to open the page; the fonts stay, ImGui rasterises from them.
void drop_read_assets() {
  for (const char* name : {"article.md", "report.json", "digits.png", "templates.png",
                           "cnn.weights", "transformer.weights"}) {
    host.assets.drop(name);
  }
}

}  // namespace
}  // namespace second_opinion

using namespace second_opinion;

extern "C" {

void so_asset(const char* name, const std::uint8_t* data, std::size_t size) {
  host.assets.add(name, {data, data + size});
}

int so_start(int has_canvas, int dark, int reduced_motion, int coarse_pointer) {
  create_imgui_context();
  host.can_draw = has_canvas && create_webgl();
  auto page = Page::open(host.assets, host.can_draw, true);
  if (!page) {
    host.error = page.error();
    return kBroken;
  }
  host.page = std::move(page).value();
  drop_read_assets();
  if (host.can_draw) upload_pictures(host.page->pictures());
  host.page->prefer({dark != 0, reduced_motion != 0, coarse_pointer != 0});
  return host.can_draw ? kStarted : kNoWebGl;
}

const char* so_error() {
  return host.error.c_str();
}

void so_resize(float css_width, float css_height, float device_pixel_ratio) {
  host.pixel_width = static_cast<int>(std::lround(css_width * device_pixel_ratio));
  host.pixel_height = static_cast<int>(std::lround(css_height * device_pixel_ratio));
  set_display(host.pixel_width, host.pixel_height, device_pixel_ratio);
  host.page->resize(css_width, css_height, device_pixel_ratio);
}

void so_pointer(int kind, float x, float y) {
  host.page->point(static_cast<PointerEvent>(kind & 3), x, y);
}
void so_scroll(float y) {
  host.page->scroll(y);
}

void so_preferences(int dark, int reduced_motion) {
  Preferences preferences = host.page->preferences();
  preferences.dark = dark != 0;
  preferences.reduced_motion = reduced_motion != 0;
  host.page->prefer(preferences);
}

// 0: the Reader view is in front and the canvas is not looked at.
void so_show(int canvas) {
  host.page->show_canvas(canvas != 0);
}

int so_frame(double milliseconds) {
  Page& page = *host.page;
  if (host.can_draw && host.pixel_width > 0 && page.wants_frame()) draw_frame(milliseconds / 1000);
  if (auto scroll = page.take_scroll()) {
    JsonWriter json;
    json.open_object().key("kind").value("scroll").key("y").value(static_cast<double>(scroll->y));
    host.request = json.key("hash").value(scroll->hash).close_object().take();
  }
  if (const auto file = page.take_download()) {
    JsonWriter json;
    json.open_object()
        .key("kind")
        .value("download")
        .key("name")
        .value(kDigitFileName)
        .key("text")
        .value(*file);
    host.request = json.close_object().take();
  }
  int bits = host.can_draw && page.wants_frame() ? kWantsFrame : 0;
  if (page.take_status_change()) bits |= kStatusChanged;
  if (page.take_layout_change()) bits |= kLayoutChanged;
  if (!host.request.empty()) bits |= kRequestWaits;
  return bits;
}

const char* so_status() {
  return answer(host.page ? host.page->status_text() : "null");
}
const char* so_layout() {
  return answer(host.page->layout_text());
}
const char* so_take_request() {
  return answer(std::exchange(host.request, {}));
}
// prepared: with what takes the networks a moment to work out.
const char* so_reader_html(int prepared) {
  return answer(host.page->reader_html(prepared != 0));
}
void so_activate(const char* control_id) {
  host.page->press(control_id);
}

void so_offer(const char* name, const std::uint8_t* data, std::size_t available, double total_bytes,
              int file_count, int kind) {
  host.page->offer({.name = name,
                    .bytes = {data, available},
                    .total_bytes = total_bytes,
                    .file_count = file_count,
                    .is_folder = kind == 1,
                    .is_unreadable = kind == 2});
}

void so_context_lost() {
  host.can_draw = false;
}

void so_context_restored() {
  ImGui_ImplOpenGL3_Shutdown();
  host.can_draw = ImGui_ImplOpenGL3_Init("#version 300 es");
  if (host.can_draw) upload_pictures(host.page->pictures());
  host.page->wake();
}

}  // extern "C"
