// exp, erf and the logistic function as branch-free polynomials, so that
// compilers vectorise the loops around them and native and wasm builds compute
// the same values. Absolute error of erf ≤ 7e-7, relative error of exp ≤ 1e-7
// (tested). Not for NaN: network inputs are checked before they come here.
#pragma once

namespace second_opinion {

// Clamped to the range where 2^n is a normal float: exp(-87.3) ≈ 1e-38, exp(88) ≈ 1.6e38.
inline float fast_exp(float x) {
  x = x < -87.3f ? -87.3f : (x > 88.0f ? 88.0f : x);
  // Adding 1.5·2^23 rounds to an integer, which then stands in the low bits.
  constexpr float kRound = 12582912.0f;
  const float shifted = x * 1.44269504089f + kRound;
  const float n = shifted - kRound;
  // ln 2 in two parts, the first exact for any n here (Cody and Waite).
  const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;  // the minimax polynomial of Cephes' expf
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  const int power = (__builtin_bit_cast(int, shifted) << 23) + (127 << 23);
  return p * __builtin_bit_cast(float, power);
}

// Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
// `exponential`: exp(-x²), for callers who have it.
inline float fast_erf(float x, float exponential) {
  const float a = x < 0 ? -x : x;
  const float t = 1.0f / (1.0f + 0.3275911f * a);
  float p = 1.061405429f;
  p = p * t - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  const float magnitude = 1.0f - p * t * exponential;
  return x < 0 ? -magnitude : magnitude;
}

inline float fast_erf(float x) {
  return fast_erf(x, fast_exp(-x * x));
}

inline float fast_sigmoid(float x) {
  return 1.0f / (1.0f + fast_exp(-x));
}

}  // namespace second_opinion
