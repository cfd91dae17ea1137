// Random numbers come from a hash of key and place, so that both ways see the same ones.
#include "core/learning/backward/dropout_backward.hpp"

#include <cassert>

#include "core/base/random.hpp"
#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

// A 32-bit mixing function ("lowbias32", C. Wellons 2018): unlike 64-bit products, these become
// vector instructions.
inline std::uint32_t mix_32(std::uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

SO_VECTOR_LOOPS
void drop_loop(const float* input, float rate, std::uint64_t key, float* output,
               std::size_t count) {
  const auto low = static_cast<std::uint32_t>(key);
  const auto high = static_cast<std::uint32_t>(key >> 32);
  const float scale = 1.0f / (1.0f - rate);
  const auto limit = static_cast<std::int32_t>(
      rate * 16777216.0f);  // 24 random bits, signed because SSE2 compares so
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t bits = mix_32(mix_32(static_cast<std::uint32_t>(i) ^ low) + high);
    output[i] = static_cast<std::int32_t>(bits >> 8) >= limit ? input[i] * scale : 0.0f;
  }
}

}  // namespace

void dropout_training_forward(const Tensor& input, float rate, std::uint64_t key, Tensor& output) {
  assert(rate >= 0 && rate < 1);
  output.resize(input.shape);
  drop_loop(input.data(), rate, key, output.data(), input.values.size());
}

void dropout_backward(float rate, std::uint64_t key, Tensor& gradient) {
  drop_loop(gradient.data(), rate, key, gradient.data(), gradient.values.size());
}

void stochastic_depth_factors(int images, float rate, std::uint64_t key,
                              std::vector<float>& factors) {
  assert(rate >= 0 && rate < 1);
  Random random(key);
  factors.resize(static_cast<std::size_t>(images));
  for (float& factor : factors)
    factor = random.unit() < static_cast<double>(rate) ? 0.0f : 1.0f / (1.0f - rate);
}

}  // namespace second_opinion
