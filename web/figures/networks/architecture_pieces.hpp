// A network's list of layers → the few pieces that a drawing shows: norms,
// activations and dropout disappear, equal transformer blocks become one.
#pragma once

#include <string>
#include <vector>

#include "core/report/report.hpp"

namespace second_opinion {

enum class PieceKind : unsigned char {
  kImage,  // 28 × 28 pixels
  kSlab,   // feature maps after a convolution
  kPool,
  kTokens,  // patches, each a vector
  kBlock,   // attention and MLP, repeated
  kVector,  // one list of numbers
  kAnswer,  // ten probabilities
};

struct Piece {
  PieceKind kind = PieceKind::kImage;
  std::string title;   // "conv 3 × 3"
  std::string detail;  // "28 × 28 × 24"
  int side = 1;        // positions per row
  int channels = 1;
  int skip_from = -1;     // a residual connection arrives after this piece from after that one
  int repeat = 1;         // kBlock
  std::string inside[2];  // kBlock: the notes of its two halves
};

std::vector<Piece> architecture_pieces(const ReportNetwork& network);

}  // namespace second_opinion
