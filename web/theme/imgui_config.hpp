// How Dear ImGui is compiled for this page (IMGUI_USER_CONFIG). ImGui includes this file; nothing
// of ours does.
#pragma once

// Digits are drawn as hundreds of rectangles, and WebGL 2 knows no vertex offset.
#define ImDrawIdx unsigned int

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
// Fonts and data come as bytes, the clipboard and files from the host.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
