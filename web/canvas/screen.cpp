// Sizes and tolerances in CSS px that come out right in device pixels.
#include "web/canvas/screen.hpp"

#include <cmath>

#include "imgui.h"

namespace second_opinion {
namespace {

// How far a chord of a circle may lie from it, in device pixels. ImGui's own default is the same,
// but in CSS px: on dense screens its circles show their corners.
constexpr float kMostDeviation = 0.3f;

// The backend truncates size × ratio: one pixel lost there would blur everything.
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
  ImGui::GetStyle().CircleTessellationMaxError = kMostDeviation / pixel_ratio;
}

}  // namespace second_opinion
