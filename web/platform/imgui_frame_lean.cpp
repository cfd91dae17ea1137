// imgui_frame.hpp for the browser: without NewFrame and Render, which would keep
// windows, tables, navigation and settings in the program. It needs ImGui's
// internals as they are in 1.92.2; web_page.cmake gives other versions imgui_frame.cpp.
#include "imgui_internal.h"
#include "web/platform/imgui_frame.hpp"

namespace second_opinion {
namespace {

// Glyphs rasterised since the last frame are on the texture; new ones find room.
void start_atlas(ImGuiContext& context) {
  const bool has_textures = (context.IO.BackendFlags & ImGuiBackendFlags_RendererHasTextures) != 0;
  ImFontAtlasUpdateNewFrame(context.IO.Fonts, ++context.FrameCount, has_textures);
  ImFontAtlasUpdateDrawListsSharedData(context.IO.Fonts);
}

}  // namespace

void create_imgui_context() {
  ImGuiContext* context = IM_NEW(ImGuiContext)(nullptr);
  ImGui::SetCurrentContext(context);
  ImDrawListSharedData& shared = context->DrawListSharedData;
  shared.Context = context;
  shared.FontAtlas = context->IO.Fonts;
  shared.CurveTessellationTol = context->Style.CurveTessellationTol;
  shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex |
                        ImDrawListFlags_AntiAliasedFill;
  shared.InitialFringeScale = 1;
  ImFontAtlasAddDrawListSharedData(shared.FontAtlas, &shared);
}

ImDrawData& draw_imgui_frame(Page& page, double seconds) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  ImDrawListSharedData& shared = context.DrawListSharedData;
  static ImDrawList list(&shared);
  static ImDrawData frame;
  const ImVec2 size = context.IO.DisplaySize;
  start_atlas(context);
  shared.SetCircleTessellationMaxError(context.Style.CircleTessellationMaxError);
  shared.ClipRectFullscreen = {0, 0, size.x, size.y};
  list._ResetForNewFrame();
  list.PushTexture(shared.FontAtlas->TexRef);
  list.PushClipRectFullScreen();
  page.update(seconds);
  page.draw(list);
  frame.Clear();
  frame.AddDrawList(&list);
  frame.Valid = true;
  frame.DisplaySize = size;
  frame.FramebufferScale = context.IO.DisplayFramebufferScale;
  // The backend looks for textures in the context as well when it is shut down, and frees those
  // with one owner.
  context.PlatformIO.Textures = shared.FontAtlas->TexList;
  for (ImTextureData* texture : context.PlatformIO.Textures) texture->RefCount = 1;
  frame.Textures = &context.PlatformIO.Textures;
  return frame;
}

}  // namespace second_opinion
