// What a network did with one picture, from numbers that it computes anyway:
// how far a position of a layer sees, and which tokens a token's content came
// from. Draws nothing; which picture it was is the caller's affair.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/network/network.hpp"

namespace second_opinion {

// Along either axis: position p of a layer's output depends on the input pixels [start + p·pitch,
// start + p·pitch + side), which may reach beyond the picture.
struct ReceptiveField {
  int start = 0;
  int pitch = 1;
  int side = 1;
  bool operator==(const ReceptiveField&) const = default;
};

// Of network.layers[layer]; whatever mixes all positions (attention, global pooling, flattening)
// sees the whole picture, and so does everything after it.
ReceptiveField receptive_field(const Network& network, std::size_t layer);

// One stage of a convolutional network: a convolution with the activation that follows it. The
// index of the layer whose output is meant, per convolution.
std::vector<std::size_t> feature_stages(const Network& network);

// Where one feature map answers: its largest value, the first on a tie, and how much of it is above
// 0.
struct MapPeak {
  float value = 0;
  int row = 0;
  int column = 0;
  float lit = 0;  // share of positions, 0..1
};
// maps: (1,H,W,C) → one per channel.
std::vector<MapPeak> map_peaks(const Tensor& maps);

// Attention roll-out (Abnar and Zuidema 2020): per layer the mean over the heads, half identity for
// the residual connection, multiplied through the layers from the first to the last. attention: one
// (1, heads, T, T) per layer, rows sum to 1 → (1, 1, T, T): row = token at the end, column = token
// at the beginning, rows sum to 1. Empty when there is no attention layer or T differs between
// them.
Tensor attention_rollout(std::span<const Tensor> attention);

}  // namespace second_opinion
