// Interpolates along rows first, then along columns.
#include "core/learning/augmentation/smooth_field.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

constexpr int kSide = kImageSide;
constexpr int kMaxNodes = kSide + 3;

// Cubic B-spline weights of the four nodes around a place between nodes.
std::array<float, 4> spline_weights(float t) {
  const float u = 1 - t;
  return {u * u * u / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * u * u * u - 6 * u * u + 4) / 6,
          t * t * t / 6};
}

}  // namespace

void draw_smooth_field(float spacing, Random& random, Field& field) {
  const int nodes = std::min(kMaxNodes, static_cast<int>((kSide - 1) / spacing) + 4);
  std::array<float, kMaxNodes * kMaxNodes> grid;
  std::array<float, kMaxNodes * kSide> rows;
  for (int i = 0; i < nodes * nodes; ++i) grid[i] = random.between(-1, 1);
  for (int x = 0; x < kSide; ++x) {
    const float place = static_cast<float>(x) / spacing;
    const int node = static_cast<int>(place);
    const auto weight = spline_weights(place - static_cast<float>(node));
    for (int row = 0; row < nodes; ++row) {
      const float* g = &grid[row * nodes + node];
      rows[row * kSide + x] =
          weight[0] * g[0] + weight[1] * g[1] + weight[2] * g[2] + weight[3] * g[3];
    }
  }
  for (int y = 0; y < kSide; ++y) {
    const float place = static_cast<float>(y) / spacing;
    const int node = static_cast<int>(place);
    const auto weight = spline_weights(place - static_cast<float>(node));
    const float* r = &rows[node * kSide];
    for (int x = 0; x < kSide; ++x)
      field[y * kSide + x] = weight[0] * r[x] + weight[1] * r[x + kSide] +
                             weight[2] * r[x + 2 * kSide] + weight[3] * r[x + 3 * kSide];
  }
}

}  // namespace second_opinion
