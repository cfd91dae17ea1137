// How fast the core classifies natively, on one thread. Reads lines "BATCH" on
// stdin and answers each with the seconds per call, the median over a fifth of a
// second, so that a script can take turns with other programs; the line "peak" is
// answered with the GFLOP/s of bare fused multiply-adds on vectors as wide as the
// kernels'. Measures; judges nothing.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "core/classifier/classifier.hpp"
#include "core/kernels/gemm.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kSeconds = 0.2;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double seconds_per_call(Classifier& classifier, int batch) {
  std::mt19937 random(1);
  std::vector<float> pixels(static_cast<std::size_t>(batch) * kImagePixels),
      probabilities(static_cast<std::size_t>(batch) * kDigitCount);
  for (float& pixel : pixels) pixel = static_cast<float>(random() >> 8) * 0x1p-24f;
  for (int i = 0; i < 2; ++i) classifier.classify(pixels, probabilities);
  std::vector<double> times;
  for (const auto start = Clock::now(); times.size() < 3 || seconds_since(start) < kSeconds;) {
    const auto before = Clock::now();
    classifier.classify(pixels, probabilities);
    times.push_back(seconds_since(before));
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                   times.end());
  return times[times.size() / 2];
}

// Enough independent chains of multiply-adds for any processor's latency, few enough for its
// registers.
constexpr int kChains = 12;

template <int kLanes>
struct VectorOf {
  typedef float Type __attribute__((vector_size(kLanes * 4)));
};

template <int kLanes>
__attribute__((always_inline)) inline float multiply_adds(int steps) {
  using Vector = typename VectorOf<kLanes>::Type;
  Vector sum[kChains] = {};
  const Vector factor = Vector{} + 0.999f;
  for (int i = 0; i < steps; ++i) {
#pragma GCC unroll 16
    for (int c = 0; c < kChains; ++c) sum[c] = sum[c] * factor + factor;
  }
  float all = 0;
  for (int c = 0; c < kChains; ++c) all += sum[c][0];
  return all;
}
__attribute__((noinline)) float narrow(int steps) {
  return multiply_adds<4>(steps);
}
__attribute__((target("avx512f"))) float wide(int steps) {
  return multiply_adds<16>(steps);
}
__attribute__((target("avx2,fma"))) float half(int steps) {
  return multiply_adds<8>(steps);
}

double peak() {
  const std::string_view set = gemm_instruction_set();
  const int lanes = set == "avx512" ? 16 : set == "avx2" ? 8 : 4;
  const auto loop = set == "avx512" ? &wide : set == "avx2" ? &half : &narrow;
  constexpr int kSteps = 2'000'000;
  double best = 1e9;
  volatile float used = 0;
  for (int round = 0; round < 5; ++round) {
    const auto start = Clock::now();
    used = loop(kSteps);
    best = std::min(best, seconds_since(start));
  }
  (void)used;
  return 2.0 * kChains * lanes * kSteps / best / 1e9;
}

int run(const char* path) {
  auto file = load_weights(path);
  if (!file) {
    std::fprintf(stderr, "inference_speed: %s\n", file.error().c_str());
    return 1;
  }
  Classifier classifier(std::move(file).value());
  std::printf("%s\n", std::string(gemm_instruction_set()).c_str());
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    std::printf("%.9g\n", line == "peak"
                              ? peak()
                              : seconds_per_call(classifier, std::max(1, std::atoi(line.c_str()))));
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace second_opinion

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(
        stderr,
        "usage: inference_speed FILE.weights   (a line on stdin: images per call, or \"peak\")\n");
    return 2;
  }
  return second_opinion::run(arguments[1]);
}
