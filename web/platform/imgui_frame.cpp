// Begins and ends frames as Dear ImGui documents it, for any version from 1.92 on.
#include "web/platform/imgui_frame.hpp"

namespace second_opinion {

void create_imgui_context() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
}

ImDrawData& draw_imgui_frame(Page& page, double seconds) {
  // ImGui's own time matters to nothing here; it only must advance.
  ImGui::GetIO().DeltaTime = 1.0f / 60;
  ImGui::NewFrame();
  page.update(seconds);
  page.draw(*ImGui::GetBackgroundDrawList());
  ImGui::Render();
  return *ImGui::GetDrawData();
}

}  // namespace second_opinion
