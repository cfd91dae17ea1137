// The one digit that the live figures explain, and what both networks do with
// it: computed when first asked for, kept until another digit is chosen. Only
// numbers: figures draw them. Never changes what "Try a digit" shows.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/explain/explain.hpp"
#include "web/app/occlusion_study.hpp"

namespace second_opinion {

struct DigitOffer {
  DigitImage image{};
  int label = -1;    // what was written, where that is known
  std::string name;  // "a 9", "your digit"
};

// The feature maps behind one convolution.
struct FeatureStage {
  Tensor maps;  // (1,H,W,C)
  ReceptiveField field;
  std::vector<MapPeak> peaks;  // one per map
  float strongest = 0;         // answer of all maps
  int leader = 0;              // the map that gives it
  int silent = 0;              // maps that answer nowhere
  float lit = 0;               // share of answers above 0 among all
};

// The transformer's attention between tiles. Tiles are counted row by row.
struct TokenTrace {
  int rows = 0;
  int columns = 0;
  int first_token = 0;            // tokens before the tiles: a class token, or none
  ReceptiveField tile;            // what a tile is cut from
  std::vector<Tensor> attention;  // one (1,heads,T,T) per block; empty when there is none to show
  Tensor rollout;                 // (1,1,T,T)

  int tiles() const { return rows * columns; }
  int blocks() const { return static_cast<int>(attention.size()); }
  int heads(int block) const { return attention[static_cast<std::size_t>(block)].shape.height; }
  // One weight per tile: how much the tile `asking` takes from each.
  std::span<const float> row(int block, int head, int asking) const;
  std::span<const float> rollout_row(int asking) const;
};

// The tile with the most ink.
int inkiest_tile(const TokenTrace& trace, const DigitImage& image);

class LiveDigit {
 public:
  // The files outlive this. offers: at least one; the first labelled `preferred` is chosen, else
  // the first of all.
  LiveDigit(const WeightsFile& cnn, const WeightsFile& transformer, std::vector<DigitOffer> offers,
            int preferred = 9);

  std::span<const DigitOffer> offers() const { return offers_; }
  int chosen() const { return chosen_; }
  const DigitOffer& digit() const { return offers_[static_cast<std::size_t>(chosen_)]; }
  const DigitImage& image() const { return digit().image; }
  // Out of range: nothing happens.
  void choose(int offer);
  // The visitor's own digit becomes the first offer and is chosen.
  void show_visitors(const DigitImage& image);

  const std::vector<FeatureStage>& stages();
  const TokenTrace& tokens();
  // Of the chosen digit, or of any other, such as the one in "Try a digit". Valid until the next
  // call; whoever shows it lets it work.
  OcclusionStudy& occlusion() { return occlusion(image()); }
  OcclusionStudy& occlusion(const DigitImage& image);

  const WeightsFile& cnn() const { return cnn_; }
  const WeightsFile& transformer() const { return transformer_; }

 private:
  void forget();

  const WeightsFile& cnn_;
  const WeightsFile& transformer_;
  std::vector<DigitOffer> offers_;
  int chosen_ = 0;
  bool has_visitors_ = false;
  std::optional<std::vector<FeatureStage>> stages_;
  std::optional<TokenTrace> tokens_;
  std::vector<std::unique_ptr<OcclusionStudy>> studies_;  // the latest last
};

}  // namespace second_opinion
