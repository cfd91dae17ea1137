// The page as a desktop program: GLFW window, OpenGL 3, files by drop, paste or argument. For quick
// work on the page; visitors get platform/browser.cpp. It is one file because it does alone what
// the host's scripts do in a browser, and nothing else uses any part of it.
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file_sort.hpp"
#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "web/canvas/screen.hpp"
#include "web/page/page.hpp"
#include "web/page/page_texts.hpp"
#include "web/platform/imgui_frame.hpp"
#include "web/platform/picture_texture.hpp"

namespace second_opinion {
namespace {

namespace fs = std::filesystem;

constexpr float kWheelStep = 90;         // CSS px per notch
constexpr std::size_t kMagicBytes = 64;  // enough to tell what a file is

struct Window {
  std::unique_ptr<Page> page;
  float scroll = 0;
  float width = 0, height = 0;
};
Window& window_of(GLFWwindow* handle) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

std::vector<unsigned char> read_file(const fs::path& path, std::size_t most) {
  std::vector<unsigned char> bytes(most);
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(most));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

fs::path folder_of(AssetOrigin origin) {
  const fs::path source = SO_SOURCE_DIR;
  switch (origin) {
    case AssetOrigin::kWeights:
      return source / "weights";
    case AssetOrigin::kStudies:
      return source / "weights/studies";
    case AssetOrigin::kTexts:
      return source / "web/article";
    case AssetOrigin::kBuild:
      return SO_BUILD_DIR;
  }
  return source;
}

// What is not there, the page names when it misses it. The report is still the whole one.
Assets read_assets() {
  Assets assets;
  const fs::path report = folder_of(AssetOrigin::kWeights) / kReportAsset;
  std::error_code missing;
  const auto bytes = fs::file_size(report, missing);
  if (!missing)
    assets.add(std::string(kReportAsset), read_file(report, static_cast<std::size_t>(bytes)));
  for (const AssetEntry& entry : kAssetList) {
    const fs::path path = folder_of(entry.origin) / entry.name;
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!error)
      assets.add(std::string(entry.name), read_file(path, static_cast<std::size_t>(size)));
  }
  return assets;
}

void offer_csv(Page& page, int batch, const fs::path& path) {
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  const auto bytes = folder ? std::vector<unsigned char>{} : read_file(path, kMaxCsvBytes + 1);
  const auto size = folder ? 0 : fs::file_size(path, error);
  const OfferedFile file{.name = path.filename().c_str(),
                         .bytes = bytes,
                         .total_bytes = error ? 0.0 : static_cast<double>(size),
                         .is_folder = folder};
  if (batch == 0)
    page.offer(file);
  else
    page.offer(batch, file);
}

void offer_picture(Page& page, int batch, const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  const auto bytes = read_file(path, error ? 0 : std::min<std::size_t>(size, kMaxPictureBytes));
  const std::string name = path.filename();
  const std::string refusal = page.offer_picture(batch, name, bytes);
  if (!refusal.empty()) page.refuse(batch, name, refusal);
}

void offer_paths(Page& page, std::span<const char* const> paths) {
  const auto is_picture = [](const fs::path& path) {
    const auto bytes = read_file(path, kMagicBytes);
    const auto kind = recognize_file(bytes);
    return path.extension() != ".csv" && kind && kind->sort == FileSort::kPicture;
  };
  if (paths.size() == 1 && !is_picture(paths[0])) return offer_csv(page, 0, paths[0]);
  const int batch = page.begin_batch(static_cast<int>(paths.size()));
  for (const char* path : paths) {
    if (page.read_on(batch) == BatchStep::kOver) return;
    if (is_picture(path))
      offer_picture(page, batch, path);
    else
      offer_csv(page, batch, path);
    while (page.read_on(batch) == BatchStep::kNetworks) continue;
  }
}

void scroll_to(Window& window, float y) {
  window.scroll = std::clamp(y, 0.0f, std::max(0.0f, window.page->height() - window.height));
  window.page->scroll(window.scroll);
}

void press(Window& window, const Control& control) {
  if (control.id == kThemeControl) {
    Preferences preferences = window.page->preferences();
    preferences.dark = !preferences.dark;
    window.page->prefer(preferences);
  } else if (const auto* link = std::get_if<LinkControl>(&control.kind)) {
    if (link->prepares) window.page->press(control.id);
    for (const Anchor& anchor : window.page->anchors()) {
      if ("#" + anchor.id == link->href) scroll_to(window, anchor.y);
    }
  } else {
    window.page->press(control.id);
  }
}

void click(Window& window, float x, float y) {
  for (const Control& control : window.page->controls()) {
    const auto* link = std::get_if<LinkControl>(&control.kind);
    const bool scrolls = !link || !link->fixed;
    if (control.place.contains(ImVec2{x, scrolls ? y + window.scroll : y}))
      return press(window, control);
  }
}

void paste(GLFWwindow* handle) {
  const char* text = glfwGetClipboardString(handle);
  if (!text) return;
  const std::string_view view = text;
  window_of(handle).page->offer(
      {.name = "",
       .bytes = {reinterpret_cast<const unsigned char*>(view.data()), view.size()},
       .total_bytes = static_cast<double>(view.size())});
}

void on_key(GLFWwindow* handle, int key, int, int action, int modifiers) {
  Window& window = window_of(handle);
  if (action == GLFW_RELEASE) return;
  const float page = window.height * 0.9f;
  if (key == GLFW_KEY_V && (modifiers & GLFW_MOD_CONTROL)) paste(handle);
  if (key == GLFW_KEY_DOWN) scroll_to(window, window.scroll + kWheelStep);
  if (key == GLFW_KEY_UP) scroll_to(window, window.scroll - kWheelStep);
  if (key == GLFW_KEY_PAGE_DOWN || key == GLFW_KEY_SPACE) scroll_to(window, window.scroll + page);
  if (key == GLFW_KEY_PAGE_UP) scroll_to(window, window.scroll - page);
  if (key == GLFW_KEY_HOME) scroll_to(window, 0);
  if (key == GLFW_KEY_END) scroll_to(window, window.page->height());
}

// A place in the window as one on the pad, 0..1 of its side where it is on it; none without a pad.
std::optional<InkPoint> on_pad(const Window& window, float x, float y) {
  if (!window.page->app().drawing) return std::nullopt;
  for (const Control& control : window.page->controls()) {
    const Rect& pad = control.place;
    if (control.id == kPadControl)
      return InkPoint{(x - pad.x) / pad.w, (y + window.scroll - pad.y) / pad.h};
  }
  return std::nullopt;
}

void on_mouse_button(GLFWwindow* handle, int button, int action, int) {
  if (button != GLFW_MOUSE_BUTTON_LEFT) return;
  double x = 0, y = 0;
  glfwGetCursorPos(handle, &x, &y);
  const auto px = static_cast<float>(x), py = static_cast<float>(y);
  window_of(handle).page->point(action == GLFW_PRESS ? PointerEvent::kDown : PointerEvent::kUp, px,
                                py);
  if (const auto ink = on_pad(window_of(handle), px, py))
    window_of(handle).page->perform(action == GLFW_PRESS ? Action{BeginStroke{*ink}} : EndStroke{});
  if (action == GLFW_RELEASE) click(window_of(handle), px, py);
}

void install_callbacks(GLFWwindow* handle) {
  glfwSetKeyCallback(handle, on_key);
  glfwSetMouseButtonCallback(handle, on_mouse_button);
  glfwSetCursorPosCallback(handle, [](GLFWwindow* w, double x, double y) {
    const auto px = static_cast<float>(x), py = static_cast<float>(y);
    window_of(w).page->point(PointerEvent::kMove, px, py);
    if (const auto ink = on_pad(window_of(w), px, py))
      window_of(w).page->perform(ExtendStroke{*ink});
  });
  glfwSetScrollCallback(handle, [](GLFWwindow* w, double, double y) {
    scroll_to(window_of(w), window_of(w).scroll - kWheelStep * static_cast<float>(y));
  });
  glfwSetDropCallback(handle, [](GLFWwindow* w, int count, const char** paths) {
    offer_paths(*window_of(w).page, {paths, static_cast<std::size_t>(count)});
  });
  glfwSetWindowRefreshCallback(handle, [](GLFWwindow* w) { window_of(w).page->wake(); });
}

void fit(GLFWwindow* handle, Window& window) {
  int width = 0, height = 0, pixel_width = 0, pixel_height = 0;
  glfwGetWindowSize(handle, &width, &height);
  glfwGetFramebufferSize(handle, &pixel_width, &pixel_height);
  if (width <= 0 || height <= 0) return;
  const float ratio = static_cast<float>(pixel_width) / static_cast<float>(width);
  set_display(pixel_width, pixel_height, ratio);
  if (window.width == static_cast<float>(width) && window.height == static_cast<float>(height))
    return;
  window.width = static_cast<float>(width);
  window.height = static_cast<float>(height);
  window.page->resize(window.width, window.height, ratio);
}

void draw(GLFWwindow* handle, Window& window) {
  ImGui_ImplOpenGL3_NewFrame();
  show_picture(window.page->shown_picture(), window.page->photo());
  ImDrawData& frame = draw_imgui_frame(*window.page, glfwGetTime());
  const ImVec4 paper =
      ImGui::ColorConvertU32ToFloat4(theme_for(window.page->preferences().dark).paper);
  glClearColor(paper.x, paper.y, paper.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&frame);
  glfwSwapBuffers(handle);
}

void save(const Download& file) {
  std::ofstream(file.name, std::ios::binary) << file.text;
  std::printf("saved %s\n", file.name.c_str());
}

void run(GLFWwindow* handle, Window& window) {
  while (!glfwWindowShouldClose(handle)) {
    fit(handle, window);
    if (window.page->wants_frame()) {
      draw(handle, window);
      glfwPollEvents();
    } else {
      glfwWaitEvents();  // a still page costs nothing here either
    }
    if (const auto wanted = window.page->take_scroll()) scroll_to(window, wanted->y);
    if (const auto file = window.page->take_download()) save(*file);
    if (const auto text = window.page->take_copy()) glfwSetClipboardString(handle, text->c_str());
  }
}

GLFWwindow* open_window() {
  if (!glfwInit()) return nullptr;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  GLFWwindow* handle = glfwCreateWindow(1280, 900, "Second Opinion", nullptr, nullptr);
  if (!handle) return nullptr;
  glfwMakeContextCurrent(handle);
  glfwSwapInterval(1);
  return handle;
}

int show(const Assets& assets, int argument_count, char** arguments) {
  GLFWwindow* handle = open_window();
  if (!handle) {
    std::fprintf(stderr, "second_opinion: no window with OpenGL 3.3 can be opened here\n");
    return 1;
  }
  create_imgui_context();
  ImGui_ImplOpenGL3_Init("#version 330");
  auto page = Page::open(assets, true, false);
  if (!page) {
    std::fprintf(stderr, "second_opinion: %s\n", page.error().c_str());
    return 1;
  }
  Window window;
  window.page = std::move(page).value();
  upload_pictures(window.page->pictures());
  glfwSetWindowUserPointer(handle, &window);
  install_callbacks(handle);
  if (argument_count > 1)
    offer_paths(*window.page, {arguments + 1, static_cast<std::size_t>(argument_count - 1)});
  run(handle, window);
  glfwTerminate();
  return 0;
}

}  // namespace
}  // namespace second_opinion

// What the build does for browsers. False when there is an error, which has been told.
static bool make_texts(second_opinion::Assets& assets) {
  const auto texts =
      second_opinion::make_page_texts(assets.text("article.md"), assets.find("report.json"));
  if (!texts) {
    std::fprintf(stderr, "second_opinion: %s\n", texts.error().c_str());
    return false;
  }
  for (const std::string& line : texts.value().left_out)
    std::fprintf(stderr, "second_opinion: %s\n", line.c_str());
  const auto& [article, report, left_out] = texts.value();
  assets.add("article.md", {article.begin(), article.end()});
  assets.add("report.json", {report.begin(), report.end()});
  return true;
}

int main(int argument_count, char** arguments) {
  using namespace second_opinion;
  Assets assets = read_assets();
  if (!make_texts(assets)) return 1;
  return show(assets, argument_count, arguments);
}
