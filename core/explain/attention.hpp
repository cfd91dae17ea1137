// How a transformer that cuts a picture into tiles mixes them: which tile attends to which, in
// every head of every block, and from where a tile's content came in the end. Draws nothing.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/tensor.hpp"
#include "core/explain/feature_maps.hpp"

namespace second_opinion {

// Attention roll-out (Abnar and Zuidema, "Quantifying Attention Flow in Transformers", ACL 2020):
// per layer the mean over the heads, half identity for the residual connection, multiplied through
// the layers from the first to the last. attention: one (1, heads, T, T) per layer, whose rows sum
// to 1 → (1, 1, T, T): row = token at the end, column = token at the beginning, rows sum to 1.
// Empty when there is no attention layer or when T differs between them.
Tensor attention_rollout(std::span<const Tensor> attention);

// The attention between tiles for one picture. Tiles are counted row by row from the top left.
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
  // How much the tile `asking` takes from each tile: one weight per tile, 0..1.
  std::span<const float> row(int block, int head, int asking) const;
  std::span<const float> rollout_row(int asking) const;
};

// The tiles and blocks that this network has for any picture, with weights that are all zero.
TokenTrace blank_trace(const Network& network);

// The trace for this picture, by one forward pass in buffers of its own.
TokenTrace attention_trace(const WeightsFile& file, const DigitImage& image);

// The tile with the most ink, the first on a tie.
int inkiest_tile(const TokenTrace& trace, const DigitImage& image);

}  // namespace second_opinion
