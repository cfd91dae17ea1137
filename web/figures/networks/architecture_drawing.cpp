// Solids are drawn in a plain oblique view: their front shows positions, their depth channels.
#include "web/figures/networks/architecture_drawing.hpp"

#include <algorithm>
#include <utility>

#include "web/figures/kit/figure_kit.hpp"

namespace second_opinion {
namespace {

constexpr float kDepth = 0.16f;  // CSS px per channel
constexpr float kSheet = 4;      // from one sheet of a repeated block to the next
constexpr int kMostSheets = 4;

void draw_solid(const PageCanvas& canvas, const Piece& piece, const Rect& r, Color edge) {
  const float d = piece_depth(piece), side = r.w - d, bottom = r.y + r.h;
  const Color paper = canvas.theme->paper;
  const ImVec2 a{r.x, bottom - side}, b{r.x + side, bottom - side}, c{r.x + side, bottom};
  const ImVec2 a2{a.x + d, a.y - d}, b2{b.x + d, b.y - d}, c2{c.x + d, c.y - d};
  canvas.list->AddQuadFilled(a, b, b2, a2, mix(paper, edge, 0.12f));
  canvas.list->AddQuadFilled(b, c, c2, b2, mix(paper, edge, 0.36f));
  canvas.list->AddRectFilled(a, c, mix(paper, edge, 0.22f));
  for (const auto& [from, to] :
       {std::pair{a, a2}, {a2, b2}, {b, b2}, {b2, c2}, {c2, c}, {a, b}, {b, c}})
    canvas.list->AddLine(from, to, edge, 1);
  canvas.list->AddLine(a, {a.x, c.y}, edge, 1);
  canvas.list->AddLine({a.x, c.y}, c, edge, 1);
  if (piece.kind == PieceKind::kTokens)
    draw_patch_grid(canvas, {a.x, a.y, side, side}, piece.side, edge);
}

// Attention or MLP, with the residual connection around it.
void draw_half(const PageCanvas& canvas, const Rect& half, float line, std::string_view name,
               std::string_view note, Color edge) {
  const float middle = half.y + half.h / 2, left = half.x - 6, right = half.x + half.w + 6;
  canvas.list->AddLine({left - 2, middle}, {right + 2, middle}, edge, 1);
  canvas.list->AddLine({left, middle}, {left, line}, edge, 1);
  canvas.list->AddLine({left, line}, {right, line}, edge, 1);
  canvas.list->AddLine({right, line}, {right, middle}, edge, 1);
  const Color ground = mix(canvas.theme->paper, edge, 0.22f);
  fill(canvas, half, ground, 4);
  draw_label(canvas, {half.x + half.w / 2, middle - 9}, name, bold_style(canvas.theme->ink));
  draw_label(canvas, {half.x + half.w / 2, middle + 9}, note, label_style(canvas.theme->ink));
}

void draw_block(const PageCanvas& canvas, const Piece& piece, const Rect& r, Color edge) {
  // Sheets behind the front one tell that the block comes again.
  const int sheets = std::min(piece.repeat, kMostSheets);
  const float reach = kSheet * static_cast<float>(kMostSheets - 1);
  for (int i = sheets - 1; i >= 0; --i) {
    const float shift = kSheet * static_cast<float>(i);
    const ImVec2 from{r.x + shift, r.y + reach - shift},
        to{r.x + r.w - reach + shift, r.y + r.h - shift};
    canvas.list->AddRectFilled(from, to, canvas.theme->panel, 6);
    canvas.list->AddRect(from, to, edge, 6);
  }
  const float top = r.y + reach, wide = (r.w - reach - 52) / 2;
  const Rect first{r.x + 18, top + 32, wide, r.h - reach - 42};
  draw_half(canvas, first, top + 18, "attention", piece.inside[0], edge);
  draw_half(canvas, {first.x + wide + 16, first.y, wide, first.h}, top + 18, "MLP", piece.inside[1],
            edge);
}

void draw_answer(const PageCanvas& canvas, const Rect& r, Color color, int answer) {
  const float step = r.h / kDigitCount;
  for (int d = 0; d < kDigitCount; ++d)
    fill(canvas, {r.x, r.y + step * static_cast<float>(d) + 1, d == answer ? r.w : 4, step - 3},
         color);
}

}  // namespace

float piece_depth(const Piece& piece) {
  const bool solid = piece.kind == PieceKind::kSlab || piece.kind == PieceKind::kTokens;
  return solid ? kDepth * static_cast<float>(std::min(piece.channels, 256)) : 0;
}

void draw_patch_grid(const PageCanvas& canvas, const Rect& r, int side, Color accent) {
  for (int i = 1; i < side; ++i) {
    const float step = r.w * static_cast<float>(i) / static_cast<float>(side);
    hairline(canvas, {r.x + step, r.y}, {r.x + step, r.y + r.h}, accent);
    hairline(canvas, {r.x, r.y + step}, {r.x + r.w, r.y + step}, accent);
  }
}

void draw_piece(const PageCanvas& canvas, const Piece& piece, const Rect& r, Color accent,
                int answer) {
  const Color pale = mix(canvas.theme->paper, accent, 0.55f);
  switch (piece.kind) {
    case PieceKind::kImage:
      break;
    case PieceKind::kSlab:
    case PieceKind::kTokens:
      draw_solid(canvas, piece, r, accent);
      break;
    case PieceKind::kPool:
      canvas.list->AddQuadFilled({r.x, r.y}, {r.x + r.w, r.y + r.h / 4},
                                 {r.x + r.w, r.y + r.h * 3 / 4}, {r.x, r.y + r.h}, pale);
      break;
    case PieceKind::kBlock:
      draw_block(canvas, piece, r, accent);
      break;
    case PieceKind::kVector:
      fill(canvas, r, pale);
      break;
    case PieceKind::kAnswer:
      draw_answer(canvas, r, accent, answer);
      break;
  }
}

}  // namespace second_opinion
