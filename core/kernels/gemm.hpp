// Products of row-major float matrices, and the convolution that is one of
// them: a register-blocked kernel that reads its left operand through row
// pointers, so that neither im2col nor a packed copy of it is ever written
// (the "indirect" product of Dukhan, arXiv:1907.02129).
//
// Single-threaded on purpose: callers parallelise over images. Each result is
// one fused multiply-add chain over the inner dimension in ascending order, so
// it does not depend on the instruction set chosen at run time (where there is
// a fused multiply-add: x86-64 without FMA and wasm round twice).
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace second_opinion {

// The right operand, k×n, rearranged into panels that the kernel streams.
struct PackedMatrix {
  int k = 0;
  int n = 0;
  std::vector<float> panels;
};

// b: k×n with row stride ldb, or n×k with row stride ldb when transposed.
void pack(const float* b, int k, int n, int ldb, bool transposed, PackedMatrix& packed);

enum class Store { kOverwrite, kAccumulate };
enum class Clamp { kNone, kRelu };

// c (m×n, stride ldc) = or += a (m×k, stride lda) · b, plus bias (n values or empty); then, with
// Clamp::kRelu, what is negative becomes 0, and what is not finite NaN or infinity.
void gemm(const float* a, int lda, int m, const PackedMatrix& b, std::span<const float> bias,
          Store store, float* c, int ldc, Clamp clamp = Clamp::kNone);

// c (m×n, stride ldc) = or += aᵀ·b, with a: k×m (stride lda) and b: k×n (stride
// ldb). The product of weight gradients: k is long, m and n are short.
void gemm_transposed(const float* a, int lda, int m, const float* b, int ldb, int n, int k,
                     Store store, float* c, int ldc);

// Left operand given by pointers: row i of the product gathers, for each of
// `taps` taps, `channels` contiguous floats at rows[tap * m + i]. k = taps·channels.
void gemm_indirect(const float* const* rows, int taps, int channels, int m, const PackedMatrix& b,
                   std::span<const float> bias, Store store, float* c, int ldc,
                   Clamp clamp = Clamp::kNone);

// c (channels×n, stride ldc) += Σ_i rows[i][0..channels)ᵀ · b[i][0..n): one tap of a convolution's
// weight gradient.
void gemm_indirect_transposed(const float* const* rows, int channels, int count, const float* b,
                              int ldb, int n, float* c, int ldc);

// Floats in a vector of the kernels: products of rows that are a multiple of it need no copies.
int gemm_lanes();

// "avx512", "avx2" or "plain": what the kernels run on, for logs and benchmarks.
std::string_view gemm_instruction_set();

}  // namespace second_opinion
