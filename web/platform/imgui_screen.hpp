// Sizes for ImGui that fall exactly on device pixels, in the browser and on the desktop.
#pragma once

namespace second_opinion {

// DisplaySize and scale for a canvas of so many device pixels. The backend
// truncates size × scale; one pixel lost there would blur everything.
void set_display(int pixel_width, int pixel_height, float pixel_ratio);

}  // namespace second_opinion
