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

void set_display(int pixel_width, int pixel_height, float pixel_ratio) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {display_side(pixel_width, pixel_ratio),
                    display_side(pixel_height, pixel_ratio)};
  io.DisplayFramebufferScale = {pixel_ratio, pixel_ratio};
}

}  // namespace second_opinion
