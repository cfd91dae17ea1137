// Pictures with a piece blanked, a few at a time through the prepared network.
#include "core/explain/occlusion.hpp"

#include <algorithm>
#include <cmath>

#include "core/image/front_end.hpp"

namespace second_opinion {
namespace {

constexpr int kReach = kOcclusionSide / 2;

int answer_of(std::span<const float, kDigitCount> probabilities) {
  return static_cast<int>(std::max_element(probabilities.begin(), probabilities.end()) -
                          probabilities.begin());
}

// log10 of p : 1 - p. The others are summed, because 1 - p of a certain answer has no digits left.
float log_odds(std::span<const float, kDigitCount> probabilities, int digit) {
  constexpr double kLeast = 1e-9;  // below, softmax in single precision says nothing
  double others = 0;
  for (int d = 0; d < kDigitCount; ++d)
    others += d == digit ? 0.0 : static_cast<double>(probabilities[static_cast<std::size_t>(d)]);
  const double p = probabilities[static_cast<std::size_t>(digit)];
  return static_cast<float>(std::log10(std::max(p, kLeast)) - std::log10(std::max(others, kLeast)));
}

// Calls change(pixel index) for each pixel of the piece around (row, column).
template <typename Change>
void for_piece(int row, int column, const Change& change) {
  for (int y = std::max(0, row - kReach); y <= std::min(kImageSide - 1, row + kReach); ++y) {
    for (int x = std::max(0, column - kReach); x <= std::min(kImageSide - 1, column + kReach); ++x)
      change(y * kImageSide + x);
  }
}

using Paper = std::array<float, kImagePixels>;

void blank(std::span<float> pixels, int row, int column, const Paper& paper) {
  for_piece(row, column, [&](int pixel) {
    const auto at = static_cast<std::size_t>(pixel);
    pixels[at] = paper[at];
  });
}

// Ink is brighter or darker than its paper by more than paper is estimated wrong.
bool has_ink(const DigitImage& image, int row, int column, const Paper& paper) {
  constexpr float kLeastInk = 0.01f;
  bool found = false;
  for_piece(row, column, [&](int pixel) {
    const auto at = static_cast<std::size_t>(pixel);
    found = found || std::abs(image.pixels()[at] - paper[at]) > kLeastInk;
  });
  return found;
}

}  // namespace

DigitImage occluded(const DigitImage& image, int row, int column) {
  std::array<float, kImagePixels> pixels;
  std::copy(image.pixels().begin(), image.pixels().end(), pixels.begin());
  blank(pixels, row, column, estimated_paper(image.pixels()));
  return *DigitImage::from_unit_values(pixels);
}

float OcclusionMap::odds_change(int pixel) const {
  return log_odds(at(pixel), digit) - log_odds(whole, digit);
}

int OcclusionMap::costliest() const {
  int worst = 0;
  for (int pixel = 1; pixel < kImagePixels; ++pixel) {
    if (change(pixel) < change(worst)) worst = pixel;
  }
  return worst;
}

int OcclusionMap::answer_at(int pixel) const {
  return answer_of(at(pixel));
}

OcclusionScan::OcclusionScan(const Classifier& classifier, const DigitImage& image, int pitch)
    : classifier_(classifier), image_(image) {
  predict(classifier_.file(), classifier_.prepared(), image_.pixels(), map_.whole, input_,
          buffers_);
  map_.digit = answer_of(map_.whole);
  const Paper paper = estimated_paper(image_.pixels());
  for (int pixel = 0; pixel < kImagePixels; ++pixel) {
    map_.hidden.insert(map_.hidden.end(), map_.whole.begin(), map_.whole.end());
    const int row = pixel / kImageSide, column = pixel % kImageSide;
    if (row % pitch != pitch / 2 || column % pitch != pitch / 2) continue;
    if (has_ink(image_, row, column, paper)) pending_.push_back(pixel);
  }
}

void OcclusionScan::advance(int pictures) {
  const std::size_t count =
      std::min(pending_.size() - next_, static_cast<std::size_t>(std::max(1, pictures)));
  if (count == 0) return;
  const Paper paper = estimated_paper(image_.pixels());
  pixels_.resize(count * kImagePixels);
  probabilities_.resize(count * kDigitCount);
  for (std::size_t i = 0; i < count; ++i) {
    const std::span<float> picture = std::span(pixels_).subspan(i * kImagePixels, kImagePixels);
    std::copy(image_.pixels().begin(), image_.pixels().end(), picture.begin());
    blank(picture, pending_[next_ + i] / kImageSide, pending_[next_ + i] % kImageSide, paper);
  }
  predict(classifier_.file(), classifier_.prepared(), pixels_, probabilities_, input_, buffers_);
  for (std::size_t i = 0; i < count; ++i) {
    std::copy_n(
        probabilities_.begin() + static_cast<std::ptrdiff_t>(i * kDigitCount), kDigitCount,
        map_.hidden.begin() + static_cast<std::ptrdiff_t>(pending_[next_ + i]) * kDigitCount);
  }
  next_ += count;
  if (!done()) return;
  pixels_ = {};  // a finished map is kept for long, its buffers need not be
  probabilities_ = {};
  input_ = {};
  buffers_ = {};
}

float OcclusionScan::progress() const {
  return pending_.empty() ? 1.0f : static_cast<float>(next_) / static_cast<float>(pending_.size());
}

}  // namespace second_opinion
