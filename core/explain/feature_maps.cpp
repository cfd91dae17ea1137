// Receptive fields by the layers' windows; peaks and shares by one walk over the maps.
#include "core/explain/feature_maps.hpp"

#include <utility>

#include "core/classifier/classifier.hpp"

namespace second_opinion {
namespace {

constexpr ReceptiveField kWholePicture{0, 0, kImageSide};

// What is shown as one stage with the convolution before it.
bool follows_convolution(const LayerSpec& layer) {
  return std::visit(
      []<typename Kind>(const Kind&) {
        return Activation<Kind> || std::is_same_v<Kind, BatchNorm>;
      },
      layer);
}

// A square window over what `field` already sees.
ReceptiveField widened(const ReceptiveField& field, int kernel, int stride, int padding) {
  return {field.start - padding * field.pitch, field.pitch * stride,
          field.side + (kernel - 1) * field.pitch};
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

}  // namespace

ReceptiveField receptive_field(const Network& network, std::size_t layer) {
  ReceptiveField field;
  for (std::size_t i = 0; i <= layer && i < network.layers.size(); ++i) {
    const Reach reach = reach_of(network.layers[i].spec);
    if (reach.everything) return kWholePicture;
    field = widened(field, reach.kernel, reach.stride, reach.padding);
  }
  return field;
}

std::vector<std::size_t> feature_stages(const Network& network) {
  std::vector<std::size_t> stages;
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    if (!is<Convolution>(network.layers[i].spec)) continue;
    std::size_t last = i;
    while (last + 1 < network.layers.size() && follows_convolution(network.layers[last + 1].spec))
      ++last;
    stages.push_back(last);
  }
  return stages;
}

std::vector<MapPeak> map_peaks(const Tensor& maps) {
  const Shape& shape = maps.shape;
  std::vector<MapPeak> peaks(static_cast<std::size_t>(shape.channels));
  const float share = 1.0f / static_cast<float>(shape.positions());
  for (int position = 0; position < shape.positions(); ++position) {
    const float* values = maps.row(static_cast<std::size_t>(position));
    for (std::size_t c = 0; c < peaks.size(); ++c) {
      MapPeak& peak = peaks[c];
      if (values[c] > 0) peak.lit += share;
      if (position == 0 || values[c] > peak.value) {
        const float lit = peak.lit;
        peak = {values[c], position / shape.width, position % shape.width, lit};
      }
    }
  }
  return peaks;
}

std::vector<FeatureStage> blank_stages(const Network& network) {
  std::vector<FeatureStage> stages;
  for (const std::size_t layer : feature_stages(network))
    stages.push_back(
        summarised(Tensor(network.layers[layer].output), receptive_field(network, layer)));
  return stages;
}

std::vector<FeatureStage> feature_maps(const WeightsFile& file, const DigitImage& image) {
  std::vector<FeatureStage> stages;
  Workspace workspace = activations_of(file, image);
  for (const std::size_t layer : feature_stages(file.network))
    stages.push_back(
        summarised(std::move(workspace.outputs[layer]), receptive_field(file.network, layer)));
  return stages;
}

}  // namespace second_opinion
