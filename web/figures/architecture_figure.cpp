// The structure of one network, drawn from its own list of layers: solids whose
// sides are positions and whose depth is channels, in as many lines as it takes.
#include <algorithm>
#include <cmath>

#include "web/figures/architecture_pieces.hpp"
#include "web/figures/figure_kit.hpp"
#include "web/figures/figure_list.hpp"
#include "web/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kPixel = 3;        // CSS px per position
constexpr float kDepth = 0.16f;    // CSS px per channel, to the right and up
constexpr float kGap = 14;
constexpr float kTop = 28;         // over the pieces, for residual arcs
constexpr float kLabels = 48;
constexpr float kFooter = 28;
constexpr float kSmallest = 14;    // side of a solid whose positions are few
constexpr float kLabelRoom = 74;
constexpr float kBlockWidth = 208;
constexpr float kBlockHeight = 96;

struct Place {
  Rect r;  // of the solid with its depth; labels lie below
  int line = 0;
};

struct Layout {
  std::vector<Place> places;
  std::vector<float> baselines;  // bottom of the solids, per line
  float height = 0;
};

class ArchitectureFigure final : public Figure {
 public:
  ArchitectureFigure(const FigureSources& sources, NetworkId network)
      : sources_(sources), network_(sources.report->network(network)), pieces_(architecture_pieces(network_)) {
    const std::vector<int> samples = sources.report->tagged("sample");
    if (!samples.empty()) sample_ = samples[std::min<std::size_t>(4, samples.size() - 1)];
  }

  FigureWidth width_class() const override { return FigureWidth::kWide; }
  float measure(const Fonts&, float width) override { return layout(width).height; }

  void draw(const PageCanvas& canvas, const Rect& place) override {
    const Layout l = layout(place.w);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      Rect r = l.places[i].r;
      r.x += place.x;
      r.y += place.y;
      draw_piece(canvas, pieces_[i], r);
      draw_labels(canvas, pieces_[i], {r.x + r.w / 2, place.y + l.baselines[static_cast<std::size_t>(l.places[i].line)]});
      if (pieces_[i].skip_from >= 0) draw_skip(canvas, place, l, static_cast<std::size_t>(pieces_[i].skip_from), i);
    }
    const std::string sum = format_integer(network_.parameters) + " parameters, " + format_count(network_.multiply_adds) +
                            " multiplications per digit, " + format_bytes(network_.bytes) + " on disk";
    draw_text(canvas, at(place, 0, place.h - 6), sum, label_style(canvas.theme->muted));
  }

  std::string html() const override {
    HtmlRows rows{{"Layer", "Kind", "Output", "Parameters"}};
    for (std::size_t i = 0; i < network_.layers.size(); ++i) {
      const ReportLayer& layer = network_.layers[i];
      std::string kind = layer.kind;
      std::replace(kind.begin(), kind.end(), '_', ' ');
      rows.push_back({std::to_string(i + 1), kind,
                      std::to_string(layer.height) + " × " + std::to_string(layer.width) + " × " + std::to_string(layer.channels),
                      format_integer(layer.parameters)});
    }
    return html_table(rows);
  }

 private:
  // On a narrow page a new resolution, and a block, begin a new line.
  static bool breaks_before(const Piece& piece, const Piece& before) {
    return piece.kind == PieceKind::kBlock || before.kind == PieceKind::kBlock || before.kind == PieceKind::kPool;
  }
  static float depth(const Piece& p) { return p.kind == PieceKind::kSlab || p.kind == PieceKind::kTokens ? kDepth * static_cast<float>(p.channels) : 0; }
  static ImVec2 solid_size(const Piece& p, float scale) {
    const float side = std::max(kSmallest, kPixel * scale * static_cast<float>(p.side)), d = depth(p);
    switch (p.kind) {
      case PieceKind::kPool: return {20, 40};
      case PieceKind::kBlock: return {kBlockWidth, kBlockHeight};
      case PieceKind::kVector: return {10, 84};
      case PieceKind::kAnswer: return {54, 84};
      case PieceKind::kImage:
      case PieceKind::kSlab:
      case PieceKind::kTokens: break;
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

  Layout layout(float width) const {
    Layout l;
    const bool one_line = line_width(0, pieces_.size(), 1) <= width;
    std::size_t first = 0;
    float top = 0;
    while (first < pieces_.size()) {
      std::size_t end = first + 1;
      while (end < pieces_.size() && (one_line || !breaks_before(pieces_[end], pieces_[end - 1])) &&
             line_width(first, end + 1, 0.6f) <= width) {
        ++end;
      }
      float scale = 1;
      while (scale > 0.3f && line_width(first, end, scale) > width) scale -= 0.05f;
      top = place_line(l, first, end, scale, top, one_line ? width : 0);
      first = end;
    }
    l.height = top + kFooter;
    return l;
  }

  // One line from `top`, spread over `spread` where that is more than it needs; returns the next line's top.
  float place_line(Layout& l, std::size_t first, std::size_t end, float scale, float top, float spread) const {
    float tallest = 0;
    for (std::size_t i = first; i < end; ++i) tallest = std::max(tallest, solid_size(pieces_[i], scale).y);
    const auto gaps = static_cast<float>(end - first > 1 ? end - first - 1 : 1);
    const float gap = std::clamp(kGap + (spread - line_width(first, end, scale)) / gaps, kGap, 3 * kGap);
    float x = 0;
    const float bottom = top + kTop + tallest;
    for (std::size_t i = first; i < end; ++i) {
      const ImVec2 size = solid_size(pieces_[i], scale);
      const float wide = room(pieces_[i], scale);
      // Solids stand on one middle line, as pictures in a row do.
      l.places.push_back({{x + (wide - size.x) / 2, bottom - (tallest + size.y) / 2, size.x, size.y}, static_cast<int>(l.baselines.size())});
      x += wide + gap;
    }
    l.baselines.push_back(bottom);
    return bottom + kLabels + 8;
  }

  Color accent(const PageCanvas& canvas) const { return network_color(*canvas.theme, network_.id); }

  void draw_piece(const PageCanvas& canvas, const Piece& piece, const Rect& r) const {
    switch (piece.kind) {
      case PieceKind::kImage: draw_image(canvas, r); break;
      case PieceKind::kSlab:
      case PieceKind::kTokens: draw_solid(canvas, piece, r); break;
      case PieceKind::kPool: draw_funnel(canvas, r); break;
      case PieceKind::kBlock: draw_block(canvas, piece, r); break;
      case PieceKind::kVector: fill(canvas, r, mix(canvas.theme->paper, accent(canvas), 0.55f)); break;
      case PieceKind::kAnswer: draw_answer(canvas, r); break;
    }
  }

  void draw_image(const PageCanvas& canvas, const Rect& r) const {
    if (sample_ < 0 || !sources_.digits) return;
    draw_digit(canvas, sources_.digits->cell(sample_), {r.x, r.y}, r.w);
    const auto patches = std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.kind == PieceKind::kTokens; });
    if (patches == pieces_.end()) return;
    for (int i = 1; i < patches->side; ++i) {
      const float step = r.w * static_cast<float>(i) / static_cast<float>(patches->side);
      hairline(canvas, {r.x + step, r.y}, {r.x + step, r.y + r.h}, accent(canvas));
      hairline(canvas, {r.x, r.y + step}, {r.x + r.w, r.y + step}, accent(canvas));
    }
  }

  void draw_solid(const PageCanvas& canvas, const Piece& piece, const Rect& r) const {
    const float d = depth(piece), side = r.w - d, bottom = r.y + r.h;
    const Color edge = accent(canvas), paper = canvas.theme->paper;
    const ImVec2 a{r.x, bottom - side}, b{r.x + side, bottom - side}, c{r.x + side, bottom};
    const ImVec2 a2{a.x + d, a.y - d}, b2{b.x + d, b.y - d}, c2{c.x + d, c.y - d};
    canvas.list->AddQuadFilled(a, b, b2, a2, mix(paper, edge, 0.12f));
    canvas.list->AddQuadFilled(b, c, c2, b2, mix(paper, edge, 0.36f));
    canvas.list->AddRectFilled(a, c, mix(paper, edge, 0.22f));
    for (const auto& [from, to] : {std::pair{a, a2}, {a2, b2}, {b, b2}, {b2, c2}, {c2, c}, {a, b}, {b, c}}) canvas.list->AddLine(from, to, edge, 1);
    canvas.list->AddLine(a, {a.x, c.y}, edge, 1);
    canvas.list->AddLine({a.x, c.y}, c, edge, 1);
    if (piece.kind != PieceKind::kTokens) return;
    for (int i = 1; i < piece.side; ++i) {
      const float step = side * static_cast<float>(i) / static_cast<float>(piece.side);
      canvas.list->AddLine({a.x + step, a.y}, {a.x + step, c.y}, edge, 1);
      canvas.list->AddLine({a.x, a.y + step}, {b.x, a.y + step}, edge, 1);
    }
  }

  void draw_funnel(const PageCanvas& canvas, const Rect& r) const {
    const Color color = mix(canvas.theme->paper, accent(canvas), 0.55f);
    canvas.list->AddQuadFilled({r.x, r.y}, {r.x + r.w, r.y + r.h / 4}, {r.x + r.w, r.y + r.h * 3 / 4}, {r.x, r.y + r.h}, color);
  }

  void draw_block(const PageCanvas& canvas, const Piece& piece, const Rect& r) const {
    const Theme& theme = *canvas.theme;
    // Sheets behind the front one tell that the block comes again.
    for (int i = std::min(piece.repeat, 4) - 1; i >= 0; --i) {
      const float shift = 4 * static_cast<float>(i);
      const ImVec2 from{r.x + shift, r.y - shift}, to{r.x + r.w + shift - 12, r.y + r.h - shift};
      canvas.list->AddRectFilled(from, to, theme.panel, 6);
      canvas.list->AddRect(from, to, accent(canvas), 6);
    }
    static constexpr std::string_view kHalves[2] = {"attention", "MLP"};
    const float wide = (r.w - 12 - 52) / 2;
    for (int h = 0; h < 2; ++h) {
      const Rect half{r.x + 18 + static_cast<float>(h) * (wide + 16), r.y + 34, wide, r.h - 46};
      const float line = r.y + 20;
      const Color edge = accent(canvas);
      // The residual connection: around the half and added behind it.
      canvas.list->AddLine({half.x - 8, half.y + half.h / 2}, {half.x + half.w + 8, half.y + half.h / 2}, edge, 1);
      canvas.list->AddLine({half.x - 6, half.y + half.h / 2}, {half.x - 6, line}, edge, 1);
      canvas.list->AddLine({half.x - 6, line}, {half.x + half.w + 6, line}, edge, 1);
      canvas.list->AddLine({half.x + half.w + 6, line}, {half.x + half.w + 6, half.y + half.h / 2}, edge, 1);
      fill(canvas, half, mix(theme.paper, edge, 0.22f), 4);
      draw_label(canvas, {half.x + half.w / 2, half.y + half.h / 2 - 9}, kHalves[h], bold_style(theme.ink));
      draw_label(canvas, {half.x + half.w / 2, half.y + half.h / 2 + 9}, piece.inside[h], label_style(theme.ink));
    }
  }

  void draw_answer(const PageCanvas& canvas, const Rect& r) const {
    const float step = r.h / kDigitCount;
    for (int d = 0; d < kDigitCount; ++d) {
      const bool said = sample_ >= 0 && sources_.report->digits[static_cast<std::size_t>(sample_)].label == d;
      fill(canvas, {r.x, r.y + step * static_cast<float>(d) + 1, said ? r.w : 4, step - 3}, accent(canvas));
    }
  }

  static void draw_labels(const PageCanvas& canvas, const Piece& piece, ImVec2 top) {
    const Theme& theme = *canvas.theme;
    const std::string title = piece.repeat > 1 ? std::to_string(piece.repeat) + " " + piece.title + "s" : piece.title;
    draw_text(canvas, {top.x, top.y + 20}, title, label_style(theme.ink), Align::kCenter);
    draw_text(canvas, {top.x, top.y + 37}, piece.detail, label_style(theme.muted), Align::kCenter);
  }

  void draw_skip(const PageCanvas& canvas, const Rect& place, const Layout& l, std::size_t from, std::size_t to) const {
    if (l.places[from].line != l.places[to].line) return;
    const Rect& a = l.places[from].r;
    const Rect& b = l.places[to].r;
    const float start = place.x + a.x + a.w + 2, end = place.x + b.x + b.w + 5;
    const float y = place.y + std::min(a.y, b.y) - 12;
    const Color color = accent(canvas);
    canvas.list->AddLine({start, place.y + a.y + 6}, {start, y}, color, 1);
    canvas.list->AddLine({start, y}, {end, y}, color, 1);
    canvas.list->AddLine({end, y}, {end, place.y + b.y + b.h / 2}, color, 1);
    canvas.list->AddTriangleFilled({end - 4, place.y + b.y + b.h / 2 - 6}, {end + 4, place.y + b.y + b.h / 2 - 6}, {end, place.y + b.y + b.h / 2}, color);
  }

  FigureSources sources_;
  const ReportNetwork& network_;
  std::vector<Piece> pieces_;
  int sample_ = -1;
};

}  // namespace

MadeFigure make_architecture_figure(const FigureSources& sources, std::string_view options) {
  static constexpr std::string_view kKnown[] = {"network"};
  if (const auto known = check_options(options, kKnown); !known) return Failure{known.error()};
  const auto network = network_option(options, NetworkId::kCnn);
  if (!network) return Failure{network.error()};
  return std::unique_ptr<Figure>(std::make_unique<ArchitectureFigure>(sources, network.value()));
}

}  // namespace second_opinion
