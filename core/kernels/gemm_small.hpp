// Products of matrices that fit the first cache, such as those of one attention
// head: the same kernels as gemm.hpp, but the right operand is read where it
// lies, because packing it would cost as much as the product. Fastest when n is
// a multiple of 16, so that rows of b and c are whole vectors of any kernel;
// other n go through copies. Results as in gemm.hpp: one chain per value.
#pragma once

#include "core/kernels/gemm.hpp"

namespace second_opinion {

// c (m×n, stride ldc) = a (m×k, stride lda) · b (k×n, stride ldb).
void gemm_small(const float* a, int lda, int m, const float* b, int ldb, int n, int k, float* c,
                int ldc);

// c (m×n, stride ldc) = or += aᵀ·b, with a: k×m (stride lda) and b: k×n (stride ldb).
void gemm_small_transposed(const float* a, int lda, int m, const float* b, int ldb, int n, int k,
                           Store store, float* c, int ldc);

}  // namespace second_opinion
