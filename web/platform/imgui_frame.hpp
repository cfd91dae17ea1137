// A frame of the page in ImGui: one list, drawn over the whole view. Of ImGui
// the page takes lists, fonts and a backend; it lays itself out and has no windows.
// imgui_frame.cpp does this for every version, imgui_frame_lean.cpp in fewer bytes.
#pragma once

#include "imgui.h"
#include "web/page/page.hpp"

namespace second_opinion {

// A context without files, windows or key navigation, to be made before a backend is. Only
// draw_imgui_frame draws in it.
void create_imgui_context();

// One frame, for ImGui_ImplOpenGL3_RenderDrawData(); lives until the next one.
ImDrawData& draw_imgui_frame(Page& page, double seconds);

}  // namespace second_opinion
