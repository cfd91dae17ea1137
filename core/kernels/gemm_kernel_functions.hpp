// 2^x and GELU of a vector. Included by gemm_kernel_*.cpp alone, like gemm_kernel_tile.hpp.
//
// Their numbers lie in memory, in a file of their own: of a number that a compiler
// sees it makes a constant vector, which V8 builds anew, in three instructions, at
// every use. Relative error of 2^x ≤ 2.5e-7, absolute error of GELU ≤ 2e-6 (tested).
#pragma once

#include "core/kernels/gemm_kernel_tile.hpp"

namespace second_opinion::detail {

// One number, as often as the widest vector has lanes.
#if defined(__wasm__)
inline constexpr int kMostLanes = 4;
#else
inline constexpr int kMostLanes = 16;
#endif
struct alignas(kMostLanes * sizeof(float)) Term {
  constexpr explicit Term(float number) {
    for (float& value : values) value = number;
  }
  float values[kMostLanes] = {};
};

struct Exp2Terms {
  Term lowest;  // below, as there: nothing is subnormal
  Term round;   // 1.5·2^23: added, it rounds to an integer, which then stands in the low bits
  Term polynomial[6];
};
struct GeluTerms {
  Term one, slope, exponent;
  Term polynomial[5];
};
extern const Exp2Terms kExp2Terms;
extern const GeluTerms kGeluTerms;

namespace {

template <int kLanes>
struct IntegersOf {
  typedef int Type __attribute__((vector_size(kLanes * 4)));
};

template <typename Vector>
inline Vector greater(Vector a, Vector b) {
#if defined(__wasm__)
  return __builtin_wasm_pmax_f32x4(a, b);  // of a comparison with a constant, Clang makes a maximum
                                           // that minds NaN: seven instructions
#else
  return a < b ? b : a;
#endif
}

template <int kLanes>
inline typename VectorOf<kLanes>::Type all(const Term& term) {
  return load<kLanes>(term.values);
}

// x ≤ 0
template <int kLanes>
inline typename VectorOf<kLanes>::Type exp2_of(typename VectorOf<kLanes>::Type x) {
  using Vector = typename VectorOf<kLanes>::Type;
  using Integers = typename IntegersOf<kLanes>::Type;
  x = greater(x, all<kLanes>(kExp2Terms.lowest));
  const Vector round = all<kLanes>(kExp2Terms.round);
  const Vector shifted = x + round;
  const Vector r = x - (shifted - round);
  Vector p = all<kLanes>(kExp2Terms.polynomial[0]);
#pragma GCC unroll 8
  for (int i = 1; i < 6; ++i) p = p * r + all<kLanes>(kExp2Terms.polynomial[i]);
  return __builtin_bit_cast(
      Vector, __builtin_bit_cast(Integers, p) + (__builtin_bit_cast(Integers, shifted) << 23));
}

// x·Φ(x) = max(x, 0) - |x|·Φ(-|x|), with Φ by Abramowitz and Stegun, Handbook of Mathematical
// Functions, 7.1.26.
template <int kLanes>
inline typename VectorOf<kLanes>::Type gelu_of(typename VectorOf<kLanes>::Type x) {
  using Vector = typename VectorOf<kLanes>::Type;
  const Vector zero{}, one = all<kLanes>(kGeluTerms.one);
  const Vector size = greater(x, zero - x);
  const Vector t = one / (one + all<kLanes>(kGeluTerms.slope) * size);
  Vector p = all<kLanes>(kGeluTerms.polynomial[0]);
#pragma GCC unroll 8
  for (int i = 1; i < 5; ++i) p = p * t + all<kLanes>(kGeluTerms.polynomial[i]);
  return greater(x, zero) -
         size * (p * t) * exp2_of<kLanes>(x * x * all<kLanes>(kGeluTerms.exponent));
}

template <int kLanes>
void gelu(float* values, std::size_t count) {
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes)
    store<kLanes>(values + i, gelu_of<kLanes>(load<kLanes>(values + i)));
  if (i == count) return;
  float last[kLanes] = {};
  for (std::size_t k = i; k < count; ++k) last[k - i] = values[k];
  store<kLanes>(last, gelu_of<kLanes>(load<kLanes>(last)));
  for (std::size_t k = i; k < count; ++k) values[k] = last[k - i];
}

}  // namespace
}  // namespace second_opinion::detail
