// See live_digit.hpp.
#include "web/app/live_digit.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace second_opinion {
namespace {

constexpr std::size_t kStudiesKept =
    4;  // 60 KB each: going back and forth between digits costs nothing

// A forward pass in buffers of its own, so that the Classifier's stay small.
Workspace activations(const WeightsFile& file, const DigitImage& image) {
  Workspace workspace;
  workspace.keep_activations = true;
  Tensor input;
  std::array<float, kDigitCount> probabilities{};
  predict(file, image.pixels(), probabilities, input, workspace);
  return workspace;
}

FeatureStage summarised(Tensor maps, const ReceptiveField& field) {
  FeatureStage stage{std::move(maps), field, {}};
  stage.peaks = map_peaks(stage.maps);
  for (std::size_t map = 0; map < stage.peaks.size(); ++map) {
    const MapPeak& peak = stage.peaks[map];
    stage.silent += peak.value <= 0;
    stage.lit += peak.lit / static_cast<float>(stage.peaks.size());
    if (peak.value <= stage.strongest) continue;
    stage.strongest = peak.value;
    stage.leader = static_cast<int>(map);
  }
  return stage;
}

std::vector<FeatureStage> stages_of(const WeightsFile& file, const DigitImage& image) {
  std::vector<FeatureStage> stages;
  Workspace workspace = activations(file, image);
  for (const std::size_t layer : feature_stages(file.network)) {
    stages.push_back(
        summarised(std::move(workspace.outputs[layer]), receptive_field(file.network, layer)));
  }
  return stages;
}

// Without tiles, or with attention between anything else, there is nothing to show.
TokenTrace tokens_of(const WeightsFile& file, const DigitImage& image) {
  TokenTrace trace;
  const auto& layers = file.network.layers;
  const auto embedding = std::find_if(layers.begin(), layers.end(), [](const LayerPlan& l) {
    return l.spec.kind == LayerKind::kPatchEmbedding;
  });
  if (embedding == layers.end()) return trace;
  trace.rows = embedding->output.height;
  trace.columns = embedding->output.width;
  trace.tile = receptive_field(file.network, static_cast<std::size_t>(embedding - layers.begin()));
  Workspace workspace = activations(file, image);
  Tensor rollout = attention_rollout(workspace.attention);
  const int others = rollout.shape.channels - trace.tiles();
  if (others < 0) return trace;
  trace.first_token = others;
  trace.attention = std::move(workspace.attention);
  trace.rollout = std::move(rollout);
  return trace;
}

}  // namespace

std::span<const float> TokenTrace::row(int block, int head, int asking) const {
  const Tensor& weights = attention[static_cast<std::size_t>(block)];
  const int tokens = weights.shape.channels;
  const float* row = weights.row(static_cast<std::size_t>(head * tokens + first_token + asking));
  return {row + first_token, static_cast<std::size_t>(tiles())};
}

std::span<const float> TokenTrace::rollout_row(int asking) const {
  return {rollout.row(static_cast<std::size_t>(first_token + asking)) + first_token,
          static_cast<std::size_t>(tiles())};
}

int inkiest_tile(const TokenTrace& trace, const DigitImage& image) {
  int best = 0;
  float most = -1;
  for (int tile = 0; tile < trace.tiles(); ++tile) {
    const int top = trace.tile.start + tile / trace.columns * trace.tile.pitch;
    const int left = trace.tile.start + tile % trace.columns * trace.tile.pitch;
    float ink = 0;
    for (int y = std::max(0, top); y < std::min(kImageSide, top + trace.tile.side); ++y) {
      for (int x = std::max(0, left); x < std::min(kImageSide, left + trace.tile.side); ++x)
        ink += image.at(y, x);
    }
    if (ink > most) {
      most = ink;
      best = tile;
    }
  }
  return best;
}

LiveDigit::LiveDigit(const WeightsFile& cnn, const WeightsFile& transformer,
                     std::vector<DigitOffer> offers, int preferred)
    : cnn_(cnn), transformer_(transformer), offers_(std::move(offers)) {
  assert(!offers_.empty());
  const auto found = std::find_if(offers_.begin(), offers_.end(),
                                  [&](const DigitOffer& o) { return o.label == preferred; });
  if (found != offers_.end()) chosen_ = static_cast<int>(found - offers_.begin());
}

void LiveDigit::choose(int offer) {
  if (offer < 0 || offer >= static_cast<int>(offers_.size()) || offer == chosen_) return;
  chosen_ = offer;
  forget();
}

void LiveDigit::show_visitors(const DigitImage& image) {
  if (!has_visitors_) offers_.insert(offers_.begin(), DigitOffer{});
  has_visitors_ = true;
  offers_[0] = {image, -1, "your digit"};
  chosen_ = 0;
  forget();
}

void LiveDigit::forget() {
  stages_.reset();
  tokens_.reset();
}

const std::vector<FeatureStage>& LiveDigit::stages() {
  if (!stages_) stages_ = stages_of(cnn_, image());
  return *stages_;
}

const TokenTrace& LiveDigit::tokens() {
  if (!tokens_) tokens_ = tokens_of(transformer_, image());
  return *tokens_;
}

OcclusionStudy& LiveDigit::occlusion(const DigitImage& image) {
  const auto found = std::find_if(studies_.begin(), studies_.end(),
                                  [&](const auto& study) { return study->image() == image; });
  if (found != studies_.end()) {
    std::rotate(found, found + 1, studies_.end());
  } else {
    if (studies_.size() == kStudiesKept) studies_.erase(studies_.begin());
    studies_.push_back(std::make_unique<OcclusionStudy>(cnn_, transformer_, image));
  }
  return *studies_.back();
}

}  // namespace second_opinion
