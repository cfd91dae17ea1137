// The page in a browser: the functions of web/host/functions.hpp, over one page and WebGL 2.
// Scrolling, focus, files and history are the host's (shell/page); nothing here waits.
#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "web/canvas/screen.hpp"
#include "web/host/functions.hpp"
#include "web/host/json_writer.hpp"
#include "web/page/page.hpp"
#include "web/platform/imgui_frame.hpp"
#include "web/platform/picture_texture.hpp"

namespace second_opinion {
namespace {

// C functions carry no `this`: the one page of this module lives here.
struct Host {
  Assets assets;
  std::unique_ptr<Page> page;
  bool can_draw = false;  // there is a living WebGL context
  int pixel_width = 0, pixel_height = 0;
  std::string answer;   // keeps the text alive that was answered last
  std::string request;  // what the host will be asked to do; empty: nothing
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
  show_picture(host.page->shown_picture(), host.page->photo());
  ImGui_ImplOpenGL3_NewFrame();
  ImDrawData& frame = draw_imgui_frame(*host.page, seconds);
  const ImVec4 paper = ImGui::ColorConvertU32ToFloat4(host.page->theme().paper);
  glViewport(0, 0, host.pixel_width, host.pixel_height);
  glClearColor(paper.x, paper.y, paper.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&frame);
}

std::string scroll_request(const ScrollRequest& scroll) {
  JsonWriter json;
  json.open_object().member("kind", "scroll").member("y", scroll.y).member("hash", scroll.hash);
  return json.close_object().take();
}

std::string download_request(const Download& file) {
  JsonWriter json;
  json.open_object().member("kind", "download").member("name", file.name);
  return json.member("text", file.text).close_object().take();
}

std::string picture_request() {
  JsonWriter json;
  json.open_object().member("kind", "picture").member("name", kPictureFileName);
  return json.close_object().take();
}

std::string link_request(const std::string& hash) {
  JsonWriter json;
  return json.open_object().member("kind", "link").member("hash", hash).close_object().take();
}

std::string copy_request(const std::string& text) {
  JsonWriter json;
  return json.open_object().member("kind", "copy").member("text", text).close_object().take();
}

}  // namespace
}  // namespace second_opinion

using namespace second_opinion;

extern "C" {

void so_asset(const char* name, const std::uint8_t* bytes, std::size_t count) {
  host.assets.add(name, {bytes, bytes + count});
}

const char* so_start(bool has_canvas, bool dark, bool reduced_motion, bool coarse_pointer) {
  create_imgui_context();
  host.can_draw = has_canvas && create_webgl();
  auto page = Page::open(host.assets, host.can_draw, true);
  if (!page) return answer(page.error());
  host.page = std::move(page).value();
  host.assets.drop_read();
  if (host.can_draw) upload_pictures(host.page->pictures());
  host.page->prefer({dark, reduced_motion, coarse_pointer});
  return answer("");
}

bool so_can_draw() {
  return host.can_draw;
}

void so_resize(float width, float height, float pixel_ratio) {
  host.pixel_width = static_cast<int>(std::lround(width * pixel_ratio));
  host.pixel_height = static_cast<int>(std::lround(height * pixel_ratio));
  set_display(host.pixel_width, host.pixel_height, pixel_ratio);
  host.page->resize(width, height, pixel_ratio);
}

void so_pointer_move(float x, float y) {
  host.page->point(PointerEvent::kMove, x, y);
}
void so_pointer_down(float x, float y) {
  host.page->point(PointerEvent::kDown, x, y);
}
void so_pointer_up(float x, float y) {
  host.page->point(PointerEvent::kUp, x, y);
}
void so_pointer_leave() {
  host.page->point(PointerEvent::kLeave, 0, 0);
}
void so_scroll(float y) {
  host.page->scroll(y);
}

void so_prefer(bool dark, bool reduced_motion) {
  Preferences preferences = host.page->preferences();
  preferences.dark = dark;
  preferences.reduced_motion = reduced_motion;
  host.page->prefer(preferences);
}

void so_colours(double paper, double ink, double link, double control) {
  const auto color = [](double hex) { return rgb(static_cast<std::uint32_t>(hex)); };
  Preferences preferences = host.page->preferences();
  preferences.colors.reset();
  if (paper >= 0) preferences.colors = {color(paper), color(ink), color(link), color(control)};
  host.page->prefer(preferences);
}

void so_show(bool canvas) {
  host.page->show_canvas(canvas);
}

int so_frame(double milliseconds) {
  Page& page = *host.page;
  if (host.can_draw && host.pixel_width > 0 && page.wants_frame())
    draw_frame(milliseconds / 1000);
  else
    page.read_pad();
  if (const auto scroll = page.take_scroll()) host.request = scroll_request(*scroll);
  if (const auto file = page.take_download()) host.request = download_request(*file);
  if (page.take_picture_wish()) host.request = picture_request();
  if (const auto hash = page.take_link()) host.request = link_request(*hash);
  if (const auto text = page.take_copy()) host.request = copy_request(*text);
  int bits = (host.can_draw && page.wants_frame()) || page.wants_opinions() ? kWantsFrame : 0;
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
const char* so_text_layer(int block) {
  return answer(host.page->text_layer(block));
}
void so_replace_text(int block, bool replaced) {
  host.page->replace_text(block, replaced);
}
const char* so_take_request() {
  return answer(std::exchange(host.request, {}));
}
const char* so_reader_html(bool prepared) {
  return answer(host.page->reader_html(prepared));
}
void so_open_link(const char* text) {
  host.page->open_link(text);
}
void so_link_made(bool copied) {
  host.page->link_made(copied);
}
void so_press(const char* control_id) {
  host.page->press(control_id);
}

int so_begin_batch(int files) {
  return host.page->begin_batch(files);
}
int so_read_on(int batch) {
  return static_cast<int>(host.page->read_on(batch));
}

void so_offer(int batch, const char* name, const std::uint8_t* bytes, std::size_t count,
              double all_bytes, bool is_folder, bool is_unreadable) {
  const OfferedFile file{.name = name,
                         .bytes = {bytes, count},
                         .total_bytes = all_bytes,
                         .is_folder = is_folder,
                         .is_unreadable = is_unreadable};
  if (batch == 0)
    host.page->offer(file);
  else
    host.page->offer(batch, file);
}

const char* so_offer_picture(int batch, const char* name, const std::uint8_t* bytes,
                             std::size_t count, bool is_unreadable) {
  if (!is_unreadable) return answer(host.page->offer_picture(batch, name, {bytes, count}));
  return answer(describe(CsvError{csv_fault::Unreadable{name}, 0}));
}

void so_offer_pixels(int batch, const char* name, int width, int height, const std::uint8_t* rgba,
                     std::size_t count) {
  host.page->offer_picture(batch, name, grey_from_canvas(width, height, {rgba, count}));
}

void so_refuse(int batch, const char* name, const char* why) {
  host.page->refuse(batch, name, why);
}

void so_pen_down(float x, float y, float pressure) {
  host.page->perform(BeginStroke{{x, y, pressure}});
}
void so_pen_move(float x, float y, float pressure) {
  host.page->perform(ExtendStroke{{x, y, pressure}});
}
void so_pen_ahead(float x, float y, float pressure) {
  host.page->perform(PredictStroke{{x, y, pressure}});
}
void so_pen_up() {
  host.page->perform(EndStroke{});
}
void so_pen_step(float dx, float dy) {
  host.page->perform(MoveCrossHair{dx, dy});
}
const char* so_ink() {
  return answer(host.page->ink_text());
}

void so_context_lost() {
  host.can_draw = false;
  host.page->photo() = {};  // it is gone with the context
}

void so_context_restored() {
  ImGui_ImplOpenGL3_Shutdown();
  host.can_draw = ImGui_ImplOpenGL3_Init("#version 300 es");
  if (host.can_draw) upload_pictures(host.page->pictures());
  host.page->wake();
}

}  // extern "C"
