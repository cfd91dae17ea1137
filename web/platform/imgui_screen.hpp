// What the browser and the desktop program share about ImGui: the list that a
// frame of the page is drawn into, and sizes that fall exactly on device pixels.
// Of ImGui the page takes lists, fonts and a backend. Windows, widgets, tables
// and key navigation are never started, so that no linker keeps them.
#pragma once

#include "imgui.h"
#include "web/page.hpp"

namespace second_opinion {

// A context with fonts and input settings only: ImGui::NewFrame() must not be
// called in it. To be made before a backend is.
void create_imgui_context();

// DisplaySize and scale for a canvas of so many device pixels. The backend
// truncates size × scale; one pixel lost there would blur everything.
void set_display(int pixel_width, int pixel_height, float pixel_ratio);

// One frame of the page, for ImGui_ImplOpenGL3_RenderDrawData(); lives until
// the next frame.
ImDrawData& draw_imgui_frame(Page& page, double seconds);

}  // namespace second_opinion
