// What a convolutional network sees in one picture, stage by stage: the feature maps behind each
// convolution, and how much of the picture a place of them depends on. Draws nothing.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/tensor.hpp"
#include "core/image/digit_image.hpp"
#include "core/network/network.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {

// Along either axis: position p of a layer's output depends on the input pixels
// [start + p·pitch, start + p·pitch + side), which may reach beyond the picture.
struct ReceptiveField {
  int start = 0;
  int pitch = 1;
  int side = 1;
  bool operator==(const ReceptiveField&) const = default;
};

// Of the output of network.layers[layer]. Whatever mixes all positions (attention, global pooling,
// flattening) sees the whole picture, and so does everything after it.
ReceptiveField receptive_field(const Network& network, std::size_t layer);

// One stage of a convolutional network is a convolution with the activation that follows it. For
// each, the index of the layer whose output is meant.
std::vector<std::size_t> feature_stages(const Network& network);

// Where one feature map answers most: its largest value, the first place on a tie.
struct MapPeak {
  float value = 0;
  int row = 0;
  int column = 0;
  float lit = 0;  // the share of the map's places whose value is above 0, 0..1
};
// maps: (1,H,W,C) → one peak for each channel.
std::vector<MapPeak> map_peaks(const Tensor& maps);

// The feature maps of one stage, and what is told of them.
struct FeatureStage {
  Tensor maps;  // (1,H,W,C)
  ReceptiveField field;
  std::vector<MapPeak> peaks;  // one per map
  float strongest = 0;         // the largest value in any map
  int leader = 0;              // the map that has it
  int silent = 0;              // maps that answer nowhere
  float lit = 0;               // share of the places of all maps that answer
};

// The stages that this network has for any picture, with maps that are zero everywhere.
std::vector<FeatureStage> blank_stages(const Network& network);

// The stages for this picture, by one forward pass in buffers of its own.
std::vector<FeatureStage> feature_maps(const WeightsFile& file, const DigitImage& image);

}  // namespace second_opinion
