// Which part of a digit an answer hangs on (occlusion: Zeiler and Fergus, "Visualizing and
// Understanding Convolutional Networks", ECCV 2014): a small piece of the picture is blanked,
// everywhere in turn, and the network is asked again. The work is done in slices, so that a page
// stays alive meanwhile.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/classifier/classifier.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

// The side of the hidden piece in pixels, odd: about as wide as a stroke with both its edges.
inline constexpr int kOcclusionSide = 5;

// The picture without the piece of kOcclusionSide × kOcclusionSide pixels around (row, column):
// they become as bright as the paper. The piece may reach beyond the border.
DigitImage occluded(const DigitImage& image, int row, int column);

// What hiding each place of one picture did to one network's answer.
struct OcclusionMap {
  std::array<float, kDigitCount> whole{};  // the network's probabilities with nothing hidden
  int digit = 0;                           // its answer then
  // Its probabilities with the piece around each pixel hidden: kImagePixels × kDigitCount, row by
  // row.
  std::vector<float> hidden;

  std::span<const float, kDigitCount> at(int pixel) const {
    return std::span<const float, kDigitCount>(
        hidden.data() + static_cast<std::size_t>(pixel) * kDigitCount, kDigitCount);
  }
  // Change of the answer's probability, -1..1: negative where the network loses faith in it.
  float change(int pixel) const {
    return at(pixel)[static_cast<std::size_t>(digit)] - whole[static_cast<std::size_t>(digit)];
  }
  // The same change in powers of ten of the odds p : 1 - p. At -1 the odds are a tenth of what they
  // were. Always finite.
  float odds_change(int pixel) const;
  int costliest() const;           // the pixel of the lowest change, the first on a tie
  int answer_at(int pixel) const;  // what the network reads with the piece around it hidden
};

class OcclusionScan {
 public:
  // The classifier outlives the scan, which uses its prepared network and leaves the classifier's
  // own buffers alone. One forward pass is made at once, of the whole picture. pitch: how far the
  // hidden piece moves from one place to the next; with more than 1 only every pitch-th pixel of
  // every pitch-th row is looked at, from pitch / 2 on.
  OcclusionScan(const Classifier& classifier, const DigitImage& image, int pitch = 1);

  // At most so many forward passes, at least one until done(). Pieces without ink cost none.
  void advance(int pictures);
  bool done() const { return next_ == pending_.size(); }
  float progress() const;  // 0..1
  // Complete when done(); until then what is not known yet is as with nothing hidden.
  const OcclusionMap& map() const { return map_; }

 private:
  const Classifier& classifier_;
  DigitImage image_;
  OcclusionMap map_;
  std::vector<int> pending_;  // pixels whose piece has ink
  std::size_t next_ = 0;      // into pending_
  std::vector<float> pixels_;
  std::vector<float> probabilities_;
  Tensor input_;
  PreparedBuffers buffers_;
};

}  // namespace second_opinion
