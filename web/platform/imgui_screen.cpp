// See imgui_screen.hpp.
#include "web/platform/imgui_screen.hpp"

#include <cmath>

#include "imgui.h"

namespace second_opinion {
namespace {

float display_side(int pixels, float ratio) {
  float side = static_cast<float>(pixels) / ratio;
  while (static_cast<int>(side * ratio) < pixels) side = std::nextafter(side, 1e9f);
  return side;
}

}  // namespace

void create_imgui_context() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
}

void set_display(int pixel_width, int pixel_height, float pixel_ratio) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {display_side(pixel_width, pixel_ratio), display_side(pixel_height, pixel_ratio)};
  io.DisplayFramebufferScale = {pixel_ratio, pixel_ratio};
}

void run_imgui_frame(Page& page, double seconds) {
  // ImGui's own time matters to nothing here; it only must advance.
  ImGui::GetIO().DeltaTime = 1.0f / 60;
  ImGui::NewFrame();
  page.draw(seconds);
  ImGui::Render();
}

}  // namespace second_opinion
