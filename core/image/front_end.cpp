// The paper is a quadratic surface in both coordinates: light falls off that slowly over one digit.
// It is fitted to the outer ring first, which nearly always shows paper, then again and again to
// all pixels that lie near the last surface, so that ink and specks lose their say (least trimmed
// squares, Rousseeuw 1984). Sums are in a fixed order.
#include "core/image/front_end.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace second_opinion {
namespace {

constexpr int kSide = kImageSide;
constexpr int kTerms = 6;      // 1, x, y, x², xy, y²
constexpr int kRing = 2;       // pixels; how deep the ring of the first fit is
constexpr int kFits = 3;       // later ones no longer move
constexpr int kMargin = 3;     // pixels at each side that do not vote on what the ink is
constexpr int kMinSpecks = 3;  // fewer may be parts of a stroke

// Shares of full ink.
constexpr float kBlack = 0.03f;         // as good as 0
constexpr float kLeastScatter = 0.02f;  // of paper about its surface
constexpr float kTrim = 2.5f;           // deviations from the surface that still count as paper
constexpr float kFull = 0.9f;           // ink as bright as this is not raised …
constexpr float kFullOnBlack = 0.5f;    // … nor on black paper where pens are only pale
constexpr float kFaintest = 0.06f;      // fainter than this there is no ink to raise
constexpr float kMostGain = 8;
constexpr float kSpeckHeight = 0.35f;  // over or under all eight neighbours

using Surface = std::array<double, kTerms>;
using Picture = std::array<float, kImagePixels>;
using Terms = std::array<std::array<float, kTerms>, kImagePixels>;

constexpr Terms make_terms() {
  Terms terms{};
  for (int i = 0; i < kImagePixels; ++i) {
    const float x = (static_cast<float>(i % kSide) - 13.5f) / 13.5f;
    const float y = (static_cast<float>(i / kSide) - 13.5f) / 13.5f;
    terms[static_cast<std::size_t>(i)] = {1, x, y, x * x, x * y, y * y};
  }
  return terms;
}

constexpr Terms kPlaces = make_terms();

bool in_frame(int pixel, int depth) {
  const int x = pixel % kSide, y = pixel / kSide;
  return x < depth || y < depth || x >= kSide - depth || y >= kSide - depth;
}

// Black paper, as MNIST's: at most a quarter of the outermost pixels shows anything to speak of.
bool has_black_paper(std::span<const float, kImagePixels> pixels) {
  constexpr int kBorder = 4 * (kSide - 1);
  int shown = 0;
  for (int i = 0; i < kSide; ++i) {
    shown += pixels[static_cast<std::size_t>(i)] > kBlack;
    shown += pixels[static_cast<std::size_t>((kSide - 1) * kSide + i)] > kBlack;
    if (i == 0 || i == kSide - 1) continue;
    shown += pixels[static_cast<std::size_t>(i * kSide)] > kBlack;
    shown += pixels[static_cast<std::size_t>(i * kSide + kSide - 1)] > kBlack;
  }
  return 4 * shown <= kBorder;
}

// Which pixels a surface is fitted to.
struct Chosen {
  std::array<std::uint16_t, kImagePixels> pixels;
  std::size_t count = 0;

  void add(std::size_t pixel) { pixels[count++] = static_cast<std::uint16_t>(pixel); }
  std::span<const std::uint16_t> all() const { return {pixels.data(), count}; }
};

// Every second pixel, as on a chessboard: enough for six terms, in half the time.
bool is_sampled(int pixel) {
  return (pixel % kSide + pixel / kSide) % 2 == 0;
}

Chosen outer_ring() {
  Chosen ring;
  for (int i = 0; i < kImagePixels; ++i)
    if (is_sampled(i) && in_frame(i, kRing)) ring.add(static_cast<std::size_t>(i));
  return ring;
}

// Least squares by the normal equations and Cholesky's method; nullopt where the chosen pixels do
// not determine a surface.
std::optional<Surface> fit_surface(std::span<const float, kImagePixels> pixels,
                                   const Chosen& chosen) {
  std::array<std::array<double, kTerms>, kTerms> a{};
  Surface b{};
  for (const std::size_t i : chosen.all()) {
    const auto& t = kPlaces[i];
    for (std::size_t r = 0; r < kTerms; ++r) {
      b[r] += static_cast<double>(t[r]) * static_cast<double>(pixels[i]);
      for (std::size_t c = 0; c <= r; ++c)
        a[r][c] += static_cast<double>(t[r]) * static_cast<double>(t[c]);
    }
  }
  for (std::size_t r = 0; r < kTerms; ++r) {
    for (std::size_t c = 0; c <= r; ++c) {
      double sum = a[r][c];
      for (std::size_t k = 0; k < c; ++k) sum -= a[r][k] * a[c][k];
      if (r == c && sum < 1e-3) return std::nullopt;
      a[r][c] = r == c ? std::sqrt(sum) : sum / a[c][c];
    }
    for (std::size_t k = 0; k < r; ++k) b[r] -= a[r][k] * b[k];
    b[r] /= a[r][r];
  }
  for (std::size_t r = kTerms; r-- > 0;) {
    for (std::size_t k = r + 1; k < kTerms; ++k) b[r] -= a[k][r] * b[k];
    b[r] /= a[r][r];
  }
  return b;
}

Picture drawn(const Surface& surface) {
  std::array<float, kTerms> s;
  std::transform(surface.begin(), surface.end(), s.begin(),
                 [](double term) { return static_cast<float>(term); });
  Picture paper;
  for (std::size_t i = 0; i < paper.size(); ++i) {
    const auto& t = kPlaces[i];
    const float value = s[0] + s[1] * t[1] + s[2] * t[2] + s[3] * t[3] + s[4] * t[4] + s[5] * t[5];
    paper[i] = std::clamp(value, 0.0f, 1.0f);
  }
  return paper;
}

struct Paper {
  Picture level;
  float scatter = 0;  // of the paper's pixels about it: 1.48 times the median distance
};

// The median distance of the chosen pixels from the paper, as a standard deviation.
float scatter_about(const Picture& paper, std::span<const float, kImagePixels> pixels,
                    const Chosen& chosen) {
  Picture distances{};
  std::size_t count = 0;
  for (const std::size_t i : chosen.all()) distances[count++] = std::abs(pixels[i] - paper[i]);
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(count / 2);
  std::nth_element(distances.begin(), middle,
                   distances.begin() + static_cast<std::ptrdiff_t>(count));
  return std::max(kLeastScatter, 1.4826f * *middle);
}

Paper estimate(std::span<const float, kImagePixels> pixels) {
  static const Chosen kOuterRing = outer_ring();
  Chosen chosen = kOuterRing;
  Paper paper{};
  for (int fit = 0; fit < kFits; ++fit) {
    const auto surface = fit_surface(pixels, chosen);
    if (!surface) break;
    paper.level = drawn(*surface);
    paper.scatter = scatter_about(paper.level, pixels, chosen);
    chosen.count = 0;
    for (int i = 0; i < kImagePixels; ++i) {
      const auto at = static_cast<std::size_t>(i);
      if (is_sampled(i) && std::abs(pixels[at] - paper.level[at]) <= kTrim * paper.scatter)
        chosen.add(at);
    }
  }
  return paper;
}

// Whether more of the picture's middle is clearly darker than its paper than is clearly brighter.
bool has_dark_ink(std::span<const float, kImagePixels> pixels, const Paper& paper) {
  const float clear = kTrim * paper.scatter;
  double brighter = 0, darker = 0;
  for (int i = 0; i < kImagePixels; ++i) {
    if (in_frame(i, kMargin)) continue;
    const auto at = static_cast<std::size_t>(i);
    const float difference = pixels[at] - paper.level[at];
    brighter += static_cast<double>(std::max(0.0f, difference - clear));
    darker += static_cast<double>(std::max(0.0f, -difference - clear));
  }
  return darker > brighter;
}

// Paper to 0 and full ink to 1. The room between paper and full ink is never taken as less than a
// tenth, or what scatters in it would become ink.
void take_away(const Paper& paper, bool dark_ink, std::span<float, kImagePixels> pixels) {
  constexpr float kLeastRoom = 0.1f;
  for (std::size_t i = 0; i < kImagePixels; ++i) {
    const float level = paper.level[i];
    const float ink = dark_ink ? level - pixels[i] : pixels[i] - level;
    pixels[i] = std::clamp(ink / std::max(kLeastRoom, dark_ink ? level : 1 - level), 0.0f, 1.0f);
  }
}

// Ink that is fainter than `full` but not too faint to be ink is raised to full brightness.
float raise_ink(float full, std::span<float, kImagePixels> pixels) {
  constexpr std::ptrdiff_t kBrightest = 8;  // pixels: more than specks, fewer than a stroke
  if (std::count_if(pixels.begin(), pixels.end(), [&](float p) { return p >= full; }) >= kBrightest)
    return 1;
  Picture sorted;
  std::copy(pixels.begin(), pixels.end(), sorted.begin());
  const auto place = sorted.end() - kBrightest;
  std::nth_element(sorted.begin(), place, sorted.end());
  if (*place < kFaintest) return 1;
  const float gain = std::min(kMostGain, 1 / *place);
  for (float& pixel : pixels) pixel = std::min(1.0f, pixel * gain);
  return gain;
}

// A pixel that stands out from all eight neighbours, above or below. The border's are left.
int remove_specks(std::span<float, kImagePixels> pixels) {
  std::array<int, kImagePixels> found;
  int count = 0;
  for (int y = 1; y < kSide - 1; ++y) {
    for (int x = 1; x < kSide - 1; ++x) {
      const float* p = &pixels[static_cast<std::size_t>(y * kSide + x)];
      // Most pixels are as dark as their left neighbour: no need to look further.
      if (std::abs(*p - p[-1]) < kSpeckHeight) continue;
      const auto [low, high] = std::minmax({p[-kSide - 1], p[-kSide], p[-kSide + 1], p[-1], p[1],
                                            p[kSide - 1], p[kSide], p[kSide + 1]});
      if (*p > high + kSpeckHeight || *p < low - kSpeckHeight) found[count++] = y * kSide + x;
    }
  }
  if (count < kMinSpecks) return 0;
  for (int i = 0; i < count; ++i) {
    float* p = &pixels[static_cast<std::size_t>(found[static_cast<std::size_t>(i)])];
    // No two specks touch, so every neighbour is still as it was.
    *p = (p[-kSide] + p[-1] + p[1] + p[kSide]) / 4;
  }
  return count;
}

}  // namespace

FrontEndReport apply_front_end(std::span<float, kImagePixels> pixels) {
  FrontEndReport report;
  if (!has_black_paper(pixels)) {
    const Paper paper = estimate(pixels);
    report.dark_ink = has_dark_ink(pixels, paper);
    const auto [low, high] = std::minmax_element(paper.level.begin(), paper.level.end());
    report.unevenness = *high - *low;
    double sum = 0;
    for (const float level : paper.level) sum += static_cast<double>(level);
    report.paper = static_cast<float>(sum / kImagePixels);
    take_away(paper, report.dark_ink, pixels);
    report.gain = raise_ink(kFull, pixels);
  } else {
    report.gain = raise_ink(kFullOnBlack, pixels);
  }
  report.specks = remove_specks(pixels);
  return report;
}

std::array<float, kImagePixels> estimated_paper(std::span<const float, kImagePixels> pixels) {
  if (has_black_paper(pixels)) return {};
  return estimate(pixels).level;
}

}  // namespace second_opinion
