// The structure of one network, drawn from its own list of layers: solids whose
// sides are positions and whose depth is channels, in as many lines as it takes.
#include <algorithm>
#include <cmath>

#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/networks/architecture_drawing.hpp"
#include "web/figures/networks/architecture_layout.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kLeading = 1.4f;

class ArchitectureFigure final : public Figure {
 public:
  ArchitectureFigure(const FigureSources& sources, NetworkId network)
      : sources_(sources),
        network_(sources.report->network(network)),
        pieces_(architecture_pieces(network_)) {
    const std::vector<int> samples = sources.report->tagged("sample");
    if (samples.empty()) return;
    sample_ = samples[std::min<std::size_t>(4, samples.size() - 1)];
    label_ = sources.report->digits.items[static_cast<std::size_t>(sample_)].label;
  }

  FigureWidth width_class() const override { return FigureWidth::kWide; }
  float measure(const Fonts& fonts, float width) override {
    return layout_architecture(pieces_, width).height +
           measure_text_box(fonts, summary(), label_style(0), {width, kLeading, Align::kLeft});
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const ArchitectureLayout l = layout_architecture(pieces_, place.w);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      Rect r = l.places[i].r;
      r.x += place.x;
      r.y += place.y;
      draw_one(canvas, i, r);
      if (i + 1 < pieces_.size() && l.places[i + 1].line == l.places[i].line)
        draw_arrow(canvas, place, l.places[i].r, l.places[i + 1].r);
      draw_labels(
          canvas, pieces_[i],
          {r.x + r.w / 2, place.y + l.baselines[static_cast<std::size_t>(l.places[i].line)]});
      if (pieces_[i].skip_from >= 0)
        draw_skip(canvas, place, l, static_cast<std::size_t>(pieces_[i].skip_from), i);
    }
    draw_text_box(canvas, at(place, 0, l.height), summary(), label_style(canvas.theme->muted),
                  {place.w, kLeading, Align::kLeft});
  }

  std::string html() const override {
    HtmlRows rows{{"Layer", "Kind", "Output", "Parameters"}};
    for (std::size_t i = 0; i < network_.layers.size(); ++i) {
      const ReportLayer& layer = network_.layers[i];
      std::string kind = layer.kind;
      std::replace(kind.begin(), kind.end(), '_', ' ');
      rows.push_back({std::to_string(i + 1), kind,
                      std::to_string(layer.height()) + " × " + std::to_string(layer.width()) +
                          " × " + std::to_string(layer.channels()),
                      format_integer(layer.parameters)});
    }
    return html_table(rows);
  }

 private:
  std::string summary() const {
    return format_integer(network_.parameters) + " parameters, " +
           format_count(network_.multiply_adds) + " multiplications per digit, " +
           format_bytes(network_.bytes) + " on disk";
  }

  void draw_one(const PageCanvas& canvas, std::size_t i, const Rect& r) const {
    const Color accent = network_color(*canvas.theme, network_.id);
    if (pieces_[i].kind != PieceKind::kImage) {
      draw_piece(canvas, pieces_[i], r, accent, label_);
      return;
    }
    if (sample_ < 0 || !sources_.digits) return;
    draw_digit(canvas, sources_.digits->cell(sample_), {r.x, r.y}, r.w);
    if (pieces_.size() > i + 1 && pieces_[i + 1].kind == PieceKind::kTokens)
      draw_patch_grid(canvas, r, pieces_[i + 1].side, accent);
  }

  // From one piece to the next, where there is room for it.
  static void draw_arrow(const PageCanvas& canvas, const Rect& place, const Rect& from,
                         const Rect& to) {
    const float start = place.x + from.x + from.w + 6, end = place.x + to.x - 6,
                y = place.y + to.y + to.h / 2;
    if (end - start < 8) return;
    hairline(canvas, {start, y}, {end, y}, canvas.theme->control);
    canvas.list->AddTriangleFilled({end - 5, y - 3.5f}, {end + 1, y}, {end - 5, y + 3.5f},
                                   canvas.theme->control);
  }

  static void draw_labels(const PageCanvas& canvas, const Piece& piece, ImVec2 top) {
    const Theme& theme = *canvas.theme;
    const std::string title =
        piece.repeat > 1 ? std::to_string(piece.repeat) + " " + piece.title + "s" : piece.title;
    draw_text(canvas, {top.x, top.y + 20}, title, label_style(theme.ink), Align::kCenter);
    draw_text(canvas, {top.x, top.y + 37}, piece.detail, label_style(theme.muted), Align::kCenter);
  }

  void draw_skip(const PageCanvas& canvas, const Rect& place, const ArchitectureLayout& l,
                 std::size_t from, std::size_t to) const {
    if (l.places[from].line != l.places[to].line) return;
    const Rect& a = l.places[from].r;
    const Rect& b = l.places[to].r;
    const float start = place.x + a.x + a.w + 2, end = place.x + b.x + b.w + 5;
    const float y = place.y + std::min(a.y, b.y) - 12;
    const Color color = network_color(*canvas.theme, network_.id);
    canvas.list->AddLine({start, place.y + a.y + 6}, {start, y}, color, 1);
    canvas.list->AddLine({start, y}, {end, y}, color, 1);
    canvas.list->AddLine({end, y}, {end, place.y + b.y + b.h / 2}, color, 1);
    canvas.list->AddTriangleFilled({end - 4, place.y + b.y + b.h / 2 - 6},
                                   {end + 4, place.y + b.y + b.h / 2 - 6},
                                   {end, place.y + b.y + b.h / 2}, color);
  }

  FigureSources sources_;
  const ReportNetwork& network_;
  std::vector<Piece> pieces_;
  int sample_ = -1;  // the digit that goes in, and its label, which comes out
  int label_ = 0;
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
