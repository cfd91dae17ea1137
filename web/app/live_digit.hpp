// The one digit that the live figures explain, and what both networks do with it. Others read;
// what it is asked for by name (update_…, begin_…) it works out, and keeps until another digit is
// chosen. Only numbers: figures draw them. Never changes what "Try a digit" shows.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/classifier/classifier.hpp"
#include "core/explain/attention.hpp"
#include "core/explain/feature_maps.hpp"
#include "core/preparation/strokes.hpp"
#include "web/app/occlusion_study.hpp"

namespace second_opinion {

struct DigitOffer {
  DigitImage image{};
  int label = -1;    // what was written, where that is known
  std::string name;  // "a 9", "your digit"
};

class LiveDigit {
 public:
  // The classifiers outlive this. offers: at least one; the first labelled `preferred` is chosen,
  // else the first of all.
  LiveDigit(const Classifier& cnn, const Classifier& transformer, std::vector<DigitOffer> offers,
            int preferred = 9);

  std::span<const DigitOffer> offers() const { return offers_; }
  int chosen() const { return chosen_; }
  const DigitOffer& digit() const { return offers_[static_cast<std::size_t>(chosen_)]; }
  const DigitImage& image() const { return digit().image; }
  // Out of range: nothing happens.
  void choose(int offer);
  // The strokes that the visitor has drawn last; none before.
  void show_drawing(std::span<const Stroke> ink) { drawing_.assign(ink.begin(), ink.end()); }
  std::span<const Stroke> drawing() const { return drawing_; }
  // The visitor's own digit becomes the first offer and is chosen.
  void show_visitors(const DigitImage& image);

  // One forward pass of the convolutional network, unless it has been made for the chosen digit.
  // Until then the stages are blank, in their own shapes.
  void update_stages();
  bool knows_stages() const { return knows_stages_; }
  const std::vector<FeatureStage>& stages() const { return stages_; }

  // The same for the transformer's attention.
  void update_tokens();
  bool knows_tokens() const { return knows_tokens_; }
  const TokenTrace& tokens() const { return tokens_; }

  // The study of this digit, begun if need be: of the chosen one or of any other, such as the one
  // in "Try a digit". Valid until the next call. Whoever shows it lets it work.
  OcclusionStudy& begin_occlusion(const DigitImage& image);
  // The same as it stands; none where it was never begun, or was let go for later ones.
  const OcclusionStudy* occlusion(const DigitImage& image) const;

  const Classifier& cnn() const { return cnn_; }
  const Classifier& transformer() const { return transformer_; }

 private:
  void forget();

  const Classifier& cnn_;
  const Classifier& transformer_;
  std::vector<DigitOffer> offers_;
  int chosen_ = 0;
  bool has_visitors_ = false;
  std::vector<Stroke> drawing_;
  std::vector<FeatureStage> stages_;
  bool knows_stages_ = false;
  TokenTrace tokens_;
  bool knows_tokens_ = false;
  std::vector<std::unique_ptr<OcclusionStudy>> studies_;  // the latest last
};

}  // namespace second_opinion
