// web/figures/networks/architecture_pieces: layers become the pieces that a drawing shows.
#include "web/figures/networks/architecture_pieces.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

TEST(ArchitecturePieces, ShowConvolutionsAndHideActivations) {
  const auto pieces = architecture_pieces(sample_report().network(NetworkId::kCnn));
  ASSERT_EQ(pieces.size(), 6u);
  EXPECT_EQ(pieces[0].kind, PieceKind::kImage);
  EXPECT_EQ(pieces[1].title, "conv 3 × 3");
  EXPECT_EQ(pieces[1].detail, "28 × 28 × 24");
  EXPECT_EQ(pieces[2].kind, PieceKind::kPool);
  EXPECT_EQ(pieces[3].skip_from, 2) << "the residual begins after the pool";
  EXPECT_EQ(pieces[4].kind, PieceKind::kVector);
  EXPECT_EQ(pieces[5].kind, PieceKind::kAnswer);
}

TEST(ArchitecturePieces, FoldEqualTransformerBlocks) {
  const auto pieces = architecture_pieces(sample_report().network(NetworkId::kTransformer));
  ASSERT_EQ(pieces.size(), 5u);
  EXPECT_EQ(pieces[1].detail, "49 × 80");
  EXPECT_EQ(pieces[2].repeat, 2);
  EXPECT_EQ(pieces[2].inside[0], "5 heads");
  EXPECT_EQ(pieces[2].inside[1], "80 → 160 → 80");
}

}  // namespace
}  // namespace second_opinion
