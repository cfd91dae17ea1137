// Tells ImGui what it draws on, in the browser and on the desktop, so that what it draws is as
// sharp as the device's pixels are. Opens no window.
#pragma once

namespace second_opinion {

// For a canvas of so many device pixels, with pixel_ratio of them per CSS px: its size in CSS px,
// such that it falls exactly on device pixels, and circles and round corners that stay within a
// third of a device pixel of the true curve. Takes effect with the next frame.
void set_display(int pixel_width, int pixel_height, float pixel_ratio);

}  // namespace second_opinion
