// Our own seeded numbers, the same on every platform (the distributions of
// <random> are not). Counter-based: the n-th number depends on the key and n
// alone, and a key is made of whatever the number may depend on, such as seed,
// epoch and image, so that no order of work can change it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace second_opinion {

// What a number is drawn for; keeps streams of one seed apart.
enum class Purpose : std::uint64_t {
  kSplit = 1,
  kInitialValues,
  kShuffle,
  kAugmentation,
  kNoise,
  kDisturbance
};

// A bijective mixing of 64 bits (the finaliser of SplitMix64, Steele et al. 2014).
std::uint64_t mix_bits(std::uint64_t bits);

std::uint64_t random_key(std::uint64_t seed, Purpose purpose,
                         std::initializer_list<std::uint64_t> parts = {});

class Random {
 public:
  explicit Random(std::uint64_t key) : state_(key) {}

  std::uint64_t bits();
  double unit();                             // [0, 1), 53 bits
  float between(float low, float high);      // [low, high]
  std::uint32_t below(std::uint32_t limit);  // 0 … limit - 1, unbiased; limit > 0
  float normal();                            // N(0, 1)

 private:
  std::uint64_t state_;
};

// 0 … count - 1 in random order (Fisher and Yates).
std::vector<int> random_order(int count, std::uint64_t key);

}  // namespace second_opinion
