// What the browser and the desktop program share about ImGui: the context that
// they draw in, and sizes that fall exactly on device pixels.
#pragma once

#include "web/page.hpp"

namespace second_opinion {

// A context without files, windows or key navigation: the page lays itself out.
void create_imgui_context();

// DisplaySize and scale for a canvas of so many device pixels. The backend
// truncates size × scale; one pixel lost there would blur everything.
void set_display(int pixel_width, int pixel_height, float pixel_ratio);

// One frame of the page from NewFrame to Render; the backend draws the result.
void run_imgui_frame(Page& page, double seconds);

}  // namespace second_opinion
