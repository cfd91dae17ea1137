// SplitMix64 (Steele et al. 2014) gives the bits; uniform and normal numbers and
// random orders are made of them by arithmetic that is the same everywhere.
#include "core/base/random.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace second_opinion {
namespace {
constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
}

std::uint64_t mix_bits(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

std::uint64_t random_key(std::uint64_t seed, Purpose purpose,
                         std::initializer_list<std::uint64_t> parts) {
  std::uint64_t key = mix_bits(seed + kGolden);
  key = mix_bits(key ^ (static_cast<std::uint64_t>(purpose) * kGolden));
  for (const std::uint64_t part : parts) key = mix_bits(key + kGolden + part);
  return key;
}

std::uint64_t Random::bits() {
  state_ += kGolden;
  return mix_bits(state_);
}

double Random::unit() {
  return static_cast<double>(bits() >> 11) * 0x1p-53;
}

float Random::between(float low, float high) {
  return low + static_cast<float>(unit()) * (high - low);
}

std::uint32_t Random::below(std::uint32_t limit) {
  // Lemire 2019: the rare products in the uneven rest are drawn again.
  const std::uint32_t rest = (0u - limit) % limit;
  for (;;) {
    const std::uint64_t product = (bits() >> 32) * limit;
    if (static_cast<std::uint32_t>(product) >= rest)
      return static_cast<std::uint32_t>(product >> 32);
  }
}

float Random::normal() {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));  // 1 - unit() is never 0
  return static_cast<float>(radius * std::cos(2.0 * std::numbers::pi * unit()));
}

std::vector<int> random_order(int count, std::uint64_t key) {
  std::vector<int> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  Random random(key);
  for (int left = count; left > 1; --left)
    std::swap(order[static_cast<std::size_t>(left - 1)],
              order[random.below(static_cast<std::uint32_t>(left))]);
  return order;
}

}  // namespace second_opinion
