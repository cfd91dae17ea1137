// Fills line after line: groups of pieces that belong together are parted only where a line has no
// room for them, and a line that is too long is drawn smaller.
#include "web/figures/networks/architecture_layout.hpp"

#include <algorithm>

#include "core/image/digit_image.hpp"
#include "web/figures/networks/architecture_drawing.hpp"

namespace second_opinion {
namespace {

constexpr float kPixel = 3;  // CSS px per position
constexpr float kGap = 14;
constexpr float kSkipRoom = 26;  // over a line with residual connections
constexpr float kTop = 6;        // over any other
constexpr float kLabels = 48;
constexpr float kSmallest = 14;  // side of a solid whose positions are few
constexpr float kLabelRoom = 66;
constexpr float kWidestGap = 56;
constexpr float kSmallestScale = 0.7f;
constexpr float kBlockWidth = 208;
constexpr float kBlockHeight = 108;

class Lines {
 public:
  explicit Lines(std::span<const Piece> pieces) : pieces_(pieces) {}

  ArchitectureLayout layout(float width) const {
    ArchitectureLayout l;
    float top = 0;
    for (std::size_t first = 0; first < pieces_.size();) {
      const std::size_t end = line_end(first, width);
      float scale = 1;
      while (scale > 0.3f && line_width(first, end, scale) > width) scale -= 0.05f;
      top = place_line(l, first, end, scale, top, width);
      first = end;
    }
    l.height = top;
    return l;
  }

 private:
  // On a narrow page a new resolution, and a block, begin a new line.
  static bool breaks_before(const Piece& piece, const Piece& before) {
    const bool reads_out = piece.kind == PieceKind::kVector && before.kind != PieceKind::kVector;
    return piece.kind == PieceKind::kBlock || before.kind == PieceKind::kBlock ||
           piece.kind == PieceKind::kPool || reads_out;
  }
  static ImVec2 solid_size(const Piece& p, float scale) {
    // Tokens cover the whole picture, a patch each, and are drawn as large as it.
    const int positions = p.kind == PieceKind::kTokens ? kImageSide : p.side;
    const float side = std::max(kSmallest, kPixel * scale * static_cast<float>(positions)),
                d = piece_depth(p);
    switch (p.kind) {
      case PieceKind::kPool:
        return {20, 40};
      case PieceKind::kBlock:
        return {kBlockWidth, kBlockHeight};
      case PieceKind::kVector:
        return {10, 84};
      case PieceKind::kAnswer:
        return {54, 84};
      case PieceKind::kImage:
      case PieceKind::kSlab:
      case PieceKind::kTokens:
        break;
    }
    return {side + d, side + d};
  }
  static float room(const Piece& p, float scale) {
    return std::max(solid_size(p, scale).x, p.kind == PieceKind::kPool ? 46.0f : kLabelRoom);
  }

  float line_width(std::size_t first, std::size_t end, float scale) const {
    float width = -kGap;
    for (std::size_t i = first; i < end; ++i) width += room(pieces_[i], scale) + kGap;
    return width;
  }

  // The end of the group that begins at `first`: pieces that only break apart when they must.
  std::size_t group_end(std::size_t first) const {
    std::size_t end = first + 1;
    while (end < pieces_.size() && !breaks_before(pieces_[end], pieces_[end - 1])) ++end;
    return end;
  }

  std::size_t line_end(std::size_t first, float width) const {
    if (line_width(first, pieces_.size(), kSmallestScale) <= width) return pieces_.size();
    std::size_t end = group_end(first);
    while (end < pieces_.size() && line_width(first, group_end(end), 1) <= width)
      end = group_end(end);
    while (end > first + 1 && line_width(first, end, kSmallestScale) > width) --end;
    return end;
  }

  // One line from `top`, spread over `spread` where that is more than it needs; returns the next
  // line's top.
  float place_line(ArchitectureLayout& l, std::size_t first, std::size_t end, float scale,
                   float top, float spread) const {
    float tallest = 0;
    bool skips = false;
    for (std::size_t i = first; i < end; ++i) {
      tallest = std::max(tallest, solid_size(pieces_[i], scale).y);
      skips = skips || pieces_[i].skip_from >= static_cast<int>(first);
    }
    const auto gaps = static_cast<float>(end - first > 1 ? end - first - 1 : 1);
    const float gap =
        std::clamp(kGap + (spread - line_width(first, end, scale)) / gaps, kGap, kWidestGap);
    float x = 0;
    const float bottom = top + (skips ? kSkipRoom : kTop) + tallest;
    for (std::size_t i = first; i < end; ++i) {
      const ImVec2 size = solid_size(pieces_[i], scale);
      const float wide = room(pieces_[i], scale);
      // Solids stand on one middle line, as pictures in a row do.
      l.places.push_back(
          {{x + (wide - size.x) / 2, bottom - (tallest + size.y) / 2, size.x, size.y},
           static_cast<int>(l.baselines.size())});
      x += wide + gap;
    }
    l.baselines.push_back(bottom);
    return bottom + kLabels + 12;
  }

  std::span<const Piece> pieces_;
};

}  // namespace

ArchitectureLayout layout_architecture(std::span<const Piece> pieces, float width) {
  return Lines(pieces).layout(width);
}

}  // namespace second_opinion
