// Goes through the layers once; each adds a piece, changes the last one, or leaves no trace.
#include "web/figures/networks/architecture_pieces.hpp"

#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

std::string shape_text(const ReportLayer& layer) {
  return std::to_string(layer.height()) + " × " + std::to_string(layer.width()) + " × " +
         std::to_string(layer.channels());
}

bool ends_with(const std::string& text, const char* end) {
  const std::string tail = end;
  return text.size() >= tail.size() &&
         text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

class Builder {
 public:
  std::vector<Piece> build(const ReportNetwork& network) {
    pieces_.push_back({PieceKind::kImage, "pixels", "28 × 28", kImageSide, 1, -1, 1, {}});
    for (const ReportLayer& layer : network.layers) add(layer);
    return std::move(pieces_);
  }

 private:
  void add(const ReportLayer& layer) {
    if (layer.kind == "residual_begin") skips_.push_back(static_cast<int>(pieces_.size()) - 1);
    if (layer.kind == "residual_end" && !skips_.empty()) {
      const bool spans = skips_.back() + 1 < static_cast<int>(pieces_.size());
      if (spans && pieces_.back().kind == PieceKind::kSlab)
        pieces_.back().skip_from = skips_.back();
      skips_.pop_back();
    }
    if (layer.kind == "convolution")
      push(layer, PieceKind::kSlab, "conv " + kernel(layer), shape_text(layer));
    if (layer.kind == "max_pool") push(layer, PieceKind::kPool, "max", "pool");
    if (layer.kind == "average_pool") push(layer, PieceKind::kPool, "average", "pool");
    if (layer.kind.compare(0, 7, "global_") == 0)
      push(layer, PieceKind::kVector, pool_name(layer.kind), std::to_string(layer.channels()));
    if (layer.kind == "patch_embedding") {
      const int tokens = layer.height() * layer.width();
      push(layer, PieceKind::kTokens, std::to_string(tokens) + " patches",
           std::to_string(tokens) + " × " + std::to_string(layer.channels()));
    }
    if (layer.kind == "attention") add_attention(layer);
    if (layer.kind == "linear") add_linear(layer);
  }

  void push(const ReportLayer& layer, PieceKind kind, std::string title, std::string detail) {
    pieces_.push_back(
        {kind, std::move(title), std::move(detail), layer.width(), layer.channels(), -1, 1, {}});
  }

  static std::string kernel(const ReportLayer& layer) {
    return std::to_string(layer.kernel) + " × " + std::to_string(layer.kernel);
  }
  static std::string pool_name(const std::string& kind) {
    if (ends_with(kind, "average_max_pool")) return "mean, max";
    return ends_with(kind, "max_pool") ? "maximum" : "mean";
  }

  void add_attention(const ReportLayer& layer) {
    if (pieces_.back().kind == PieceKind::kBlock) {
      ++pieces_.back().repeat;
      return;
    }
    push(layer, PieceKind::kBlock, "transformer block",
         std::to_string(layer.height() * layer.width()) + " × " + std::to_string(layer.channels()));
    pieces_.back().inside[0] =
        std::to_string(layer.heads) + (layer.heads == 1 ? " head" : " heads");
  }

  void add_linear(const ReportLayer& layer) {
    const bool per_position = layer.height() * layer.width() > 1;
    if (per_position && pieces_.back().kind == PieceKind::kBlock) {
      std::string& note = pieces_.back().inside[1];
      const std::string width = std::to_string(pieces_.back().channels);
      if (note.empty()) note = width + " → " + std::to_string(layer.channels()) + " → " + width;
      return;
    }
    if (layer.channels() == kDigitCount && !per_position)
      push(layer, PieceKind::kAnswer, "linear", "10 digits");
    else
      push(layer, PieceKind::kVector, "dense", std::to_string(layer.channels()));
  }

  std::vector<Piece> pieces_;
  std::vector<int> skips_;
};

}  // namespace

std::vector<Piece> architecture_pieces(const ReportNetwork& network) {
  return Builder().build(network);
}

}  // namespace second_opinion
